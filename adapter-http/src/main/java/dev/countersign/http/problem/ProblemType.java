package dev.countersign.http.problem;

import java.util.Locale;

/** Every kind of problem there is. Codes are stable; titles may be improved. */
public enum ProblemType {
  MALFORMED_REQUEST(400, "The request is not HTTP as it should be"),
  MALFORMED_JSON(400, "The body is not JSON as it should be"),
  VALIDATION_FAILED(400, "Some fields need to be mended"),
  IDEMPOTENCY_KEY_REQUIRED(400, "An Idempotency-Key is needed"),
  UNAUTHENTICATED(401, "Log in first"),
  INVALID_CREDENTIALS(401, "Username or password is wrong"),
  INVALID_REFRESH_TOKEN(401, "The refresh token does not work"),
  FORBIDDEN(403, "Not for this role"),
  NOT_THE_APPLICANT(403, "For the applicant alone"),
  NOT_FOUND(404, "Not found"),
  NOT_ANALYSED(404, "Not analysed yet"),
  NOT_GRANTED(404, "Not granted"),
  METHOD_NOT_ALLOWED(405, "This method is not known here"),
  REQUEST_TIMEOUT(408, "The request took too long to arrive"),
  NOT_OPEN(409, "The request's state does not allow this"),
  WRONG_STAGE(409, "Another stage is open"),
  STALE_REVISION(409, "The request has changed"),
  SAME_PERSON_TWICE(409, "Nobody decides two stages of one request"),
  OWN_REQUEST(409, "Nobody decides their own request"),
  HELD_BY_ANOTHER(409, "Someone else holds the stage"),
  USERNAME_TAKEN(409, "The username is taken"),
  STILL_UNDER_WAY(409, "The first sending is not done yet"),
  BODY_TOO_LARGE(413, "The body is too large"),
  URI_TOO_LONG(414, "The address is too long"),
  UNSUPPORTED_MEDIA_TYPE(415, "The body is of another type"),
  IDEMPOTENCY_KEY_REUSED(422, "The Idempotency-Key was used for something else"),
  UPGRADE_REQUIRED(426, "Another protocol is spoken here"),
  TOO_MANY_ATTEMPTS(429, "Too many attempts"),
  TOO_MANY_CONNECTIONS(429, "Too many connections"),
  HEADERS_TOO_LARGE(431, "The headers are too large"),
  INTERNAL_ERROR(500, "Something went wrong on our side"),
  OVERLOADED(503, "Too much to do at the moment");

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
