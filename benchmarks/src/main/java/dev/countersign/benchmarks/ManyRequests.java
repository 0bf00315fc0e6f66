package dev.countersign.benchmarks;

import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Properties;

/** A database as it is after years: requests in every state, spread over the last two years. */
final class ManyRequests {
  private ManyRequests() {}

  /**
   * Puts in requests the short way, by SQL, since going through the use cases would take hours.
   * What lists read is as the use cases would have left it.
   */
  static void add(String url, Properties owner, int count) throws SQLException {
    try (var connection = DriverManager.getConnection(url, owner);
        var statement = connection.createStatement()) {
      statement.execute("set synchronous_commit = off");
      statement.execute(REQUESTS.replace(":count", String.valueOf(count)));
      statement.execute(PROPOSALS);
      statement.execute("vacuum analyze credit_request");
      statement.execute("vacuum analyze proposal, proposal_word");
    }
  }

  private static final String REQUESTS =
      """
      insert into account (id, username, username_key, full_name, email, email_key, locale, roles,
                           active, by_email, by_live, password_hash, created_at, words)
      select id, 'many-' || n, 'many-' || n, 'Many', 'many-' || n || '@example.org',
             'many-' || n || '@example.org', 'en', '{APPLICANT}', true, true, true, 'none', now(), array['many', n::text]
      from (select n, gen_random_uuid() as id from generate_series(1, 1000) n) as person;

      insert into credit_request (
        id, applicant_id, submitted_at, policy, revision, proposed, product, amount, currency,
        term_months, purpose, route, status, stage, stage_role, stage_since, stage_opened_at, deadline,
        next_step, next_step_at, findings, closed_at)
      select
        (lpad(to_hex((extract(epoch from at) * 1000)::bigint), 12, '0')
          || '7' || substr(md5(n::text), 1, 3) || '8' || substr(md5(n::text), 4, 15))::uuid,
        people[1 + n % 1000], at, (select min(number) from policy), 3, 1,
        (array['CONSUMER', 'PERSONAL', 'AUTO', 'BUSINESS', 'PAYROLL', 'CONSUMER'])[1 + n % 6],
        1000 + (n * 7919::bigint) % 60000, 'EUR', 12 + n % 60,
        (array['Roof', 'Kitchen', 'A used van', 'Studies', 'Wedding'])[1 + n % 5]
          || ' number ' || n,
        '{ANALYST,MANAGER,DIRECTOR}', status,
        case when open then stage end, case when open then stage end, case when open then 2 end, case when open then at end,
        case when open then at + interval '3 days' end,
        case when open then 'EXPIRE' end, case when open then at + interval '3 days' end,
        case when open or status = 'DECLINED' then '[]' end,
        case when not open then at + interval '1 day' end
      from (
        select n, now() - (interval '2 years' * (:count - n) / :count) as at,
          n % 20 = 0 as open,
          (array['ANALYST', 'MANAGER', 'DIRECTOR'])[1 + n % 3] as stage,
          case when n % 20 = 0 then 'IN_APPROVAL'
               else (array['GRANTED', 'DECLINED', 'GRANTED', 'WITHDRAWN', 'EXPIRED', 'GRANTED',
                           'DECLINED'])[1 + n % 7]
          end as status,
          (select array_agg(id) from account where username_key like 'many-%') as people
        from generate_series(1, :count) n
      ) as many
      """;

  private static final String PROPOSALS =
      """
      with added as (
        insert into proposal (request_id, revision, body)
        select id, 1, '{}' from credit_request where id not in (select request_id from proposal)
        returning request_id)
      insert into proposal_word (word, request_id, revision)
      select distinct word, id, 1
      from added join credit_request on id = request_id
        cross join regexp_split_to_table(lower(purpose || ' ' || product), '[^a-z0-9]+') as word
      """;
}
