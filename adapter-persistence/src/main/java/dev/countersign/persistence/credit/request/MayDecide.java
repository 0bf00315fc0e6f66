package dev.countersign.persistence.credit.request;

/**
 * The separation of duties as a query: what {@link
 * dev.countersign.domain.credit.request.SeparationOfDuties} says of one person and one stage, for
 * rows. SeparationOfDutiesContract holds the two together.
 */
final class MayDecide {
  /** An account that may log in, with those of its roles that let it decide. */
  static final String APPROVER =
      """
      select a.id, array(
          select g.code from role g
          where g.code = any (a.roles) and g.permissions @> array['credit-request.decide']) as roles
      from account a where a.active
      """;

  /** Whether the approver {@code p} may decide the open stage of the request {@code q}. */
  static final String CONDITION =
      """
      q.applicant_id <> p.id
        and (q.stage_role = any (p.roles) or q.escalated_to_role = any (p.roles))
        and not exists (
          select from decision d
          where d.request_id = q.id and d.decided_by = p.id and d.stage <> q.stage)
      """;

  private MayDecide() {}
}
