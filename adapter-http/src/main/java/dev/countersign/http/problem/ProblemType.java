package dev.countersign.http.problem;

import java.util.Locale;

/** The types of problems. Codes are stable; titles may be improved. */
public enum ProblemType {
  MALFORMED_REQUEST(400, "The request is not valid HTTP"),
  MALFORMED_JSON(400, "The body is not valid JSON"),
  VALIDATION_FAILED(400, "Some fields are invalid"),
  IDEMPOTENCY_KEY_REQUIRED(400, "An Idempotency-Key is required"),
  UNAUTHENTICATED(401, "Log in first"),
  INVALID_CREDENTIALS(401, "Username or password is wrong"),
  INVALID_REFRESH_TOKEN(401, "The refresh token is invalid"),
  WRONG_PASSWORD(403, "The password is wrong"),
  FORBIDDEN(403, "This role may not do this"),
  NOT_THE_APPLICANT(403, "Only the applicant may do this"),
  NOT_FOUND(404, "Not found"),
  NOT_ANALYSED(404, "Not analysed yet"),
  NOT_GRANTED(404, "Not granted"),
  METHOD_NOT_ALLOWED(405, "This method is not allowed here"),
  REQUEST_TIMEOUT(408, "The request took too long to arrive"),
  NOT_OPEN(409, "The state of the request does not allow this"),
  WRONG_STAGE(409, "Another stage is open"),
  STALE_REVISION(409, "The request has changed"),
  SAME_PERSON_TWICE(409, "The same person may not decide two stages"),
  OWN_REQUEST(409, "Own requests may not be decided"),
  OWN_ROLE(409, "Own roles may not be changed"),
  LAST_ADMIN(409, "The last admin may not be taken away"),
  DEADLINE_PASSED(409, "The deadline has passed"),
  HELD_BY_ANOTHER(409, "The stage is claimed by someone else"),
  VERSION_TAKEN(409, "The version stands for another policy"),
  USERNAME_TAKEN(409, "The username is taken"),
  EMAIL_TAKEN(409, "The e-mail address is taken"),
  STILL_UNDER_WAY(409, "The first call with this key is still running"),
  BODY_TOO_LARGE(413, "The body is too large"),
  URI_TOO_LONG(414, "The URI is too long"),
  UNSUPPORTED_MEDIA_TYPE(415, "The content type is not supported"),
  EXPECTATION_FAILED(417, "The expectation can't be met"),
  MISDIRECTED_REQUEST(421, "This server does not go by that name"),
  IDEMPOTENCY_KEY_REUSED(422, "The Idempotency-Key was used for another call"),
  UPGRADE_REQUIRED(426, "Another protocol is required"),
  TOO_MANY_ATTEMPTS(429, "Too many attempts"),
  TOO_MANY_CONNECTIONS(429, "Too many connections"),
  HEADERS_TOO_LARGE(431, "The headers are too large"),
  INTERNAL_ERROR(500, "Internal error"),
  NOT_IMPLEMENTED(501, "This is not supported"),
  OVERLOADED(503, "The server is overloaded"),
  HTTP_VERSION_NOT_SUPPORTED(505, "The version of HTTP is not supported");

  private final int status;
  private final String title;
  private final String code = name().toLowerCase(Locale.ROOT).replace('_', '-');

  ProblemType(int status, String title) {
    this.status = status;
    this.title = title;
  }

  /** The HTTP status that goes with it. */
  public int status() {
    return status;
  }

  public String title() {
    return title;
  }

  /** The stable form for machines, such as {@code stale-revision}. */
  public String code() {
    return code;
  }

  /** The URI that names it. */
  public String uri() {
    return "urn:countersign:problem:" + code;
  }
}
