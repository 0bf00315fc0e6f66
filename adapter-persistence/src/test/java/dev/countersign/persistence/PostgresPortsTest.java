package dev.countersign.persistence;

import dev.countersign.persistence.account.JdbiAccountStore;
import dev.countersign.testkit.CreditEventsInTests;
import dev.countersign.testkit.contract.AccountsContract;
import dev.countersign.testkit.contract.AuditContract;
import dev.countersign.testkit.contract.BureauRecordsContract;
import dev.countersign.testkit.contract.CreditRequestsContract;
import dev.countersign.testkit.contract.DeadLettersContract;
import dev.countersign.testkit.contract.EmailsContract;
import dev.countersign.testkit.contract.EventFeedContract;
import dev.countersign.testkit.contract.EventLogContract;
import dev.countersign.testkit.contract.IdempotencyStoreContract;
import dev.countersign.testkit.contract.LoginThrottleContract;
import dev.countersign.testkit.contract.NotificationsContract;
import dev.countersign.testkit.contract.OutboxContract;
import dev.countersign.testkit.contract.PoliciesContract;
import dev.countersign.testkit.contract.Ports;
import dev.countersign.testkit.contract.ProcessedEventsContract;
import dev.countersign.testkit.contract.RequestViewsContract;
import dev.countersign.testkit.contract.RolesContract;
import dev.countersign.testkit.contract.SeparationOfDutiesContract;
import dev.countersign.testkit.contract.SessionsContract;
import dev.countersign.testkit.contract.TransactionsContract;
import dev.countersign.testkit.contract.WebhooksContract;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Nested;

/** The contract of every port, kept on a real PostgreSQL. */
class PostgresPortsTest {
  private static final TestDatabase TEST = TestDatabase.fresh();

  @AfterAll
  static void close() {
    TEST.close();
  }

  static Ports on(TestDatabase test) {
    var database = test.database();
    return new Ports(
        test.transactions(),
        database.transactions(JdbiAccountStore::new),
        database.requestViews(),
        database.auditViews(),
        database.liveSessions(),
        database.outbox(CreditEventsInTests.REGISTRY),
        database.deadLetters(),
        database.eventFeed(CreditEventsInTests.REGISTRY),
        database.policies(),
        database.bureauRecords(),
        test.clock());
  }

  @Nested
  class TransactionsTest extends TransactionsContract {
    @Override
    protected Ports ports() {
      return on(TEST);
    }
  }

  @Nested
  class CreditRequestsTest extends CreditRequestsContract {
    @Override
    protected Ports ports() {
      return on(TEST);
    }
  }

  @Nested
  class AccountsTest extends AccountsContract {
    @Override
    protected Ports ports() {
      return on(TEST);
    }
  }

  @Nested
  class RolesTest extends RolesContract {
    @Override
    protected Ports ports() {
      return on(TEST);
    }
  }

  @Nested
  class SessionsTest extends SessionsContract {
    @Override
    protected Ports ports() {
      return on(TEST);
    }
  }

  @Nested
  class LoginThrottleTest extends LoginThrottleContract {
    @Override
    protected Ports ports() {
      return on(TEST);
    }
  }

  @Nested
  class AuditTest extends AuditContract {
    @Override
    protected Ports ports() {
      return on(TEST);
    }
  }

  @Nested
  class KeptAnswersTest extends IdempotencyStoreContract {
    @Override
    protected Ports ports() {
      return on(TEST);
    }
  }

  @Nested
  class EventLogTest extends EventLogContract {
    @Override
    protected Ports ports() {
      return on(TEST);
    }
  }

  @Nested
  class OutboxTest extends OutboxContract {
    @Override
    protected Ports ports() {
      return on(TEST);
    }
  }

  @Nested
  class EventFeedTest extends EventFeedContract {
    @Override
    protected Ports ports() {
      return on(TEST);
    }
  }

  @Nested
  class ProcessedEventsTest extends ProcessedEventsContract {
    @Override
    protected Ports ports() {
      return on(TEST);
    }
  }

  @Nested
  class DeadLettersTest extends DeadLettersContract {
    @Override
    protected Ports ports() {
      return on(TEST);
    }
  }

  @Nested
  class NotificationsTest extends NotificationsContract {
    @Override
    protected Ports ports() {
      return on(TEST);
    }
  }

  @Nested
  class EmailsTest extends EmailsContract {
    @Override
    protected Ports ports() {
      return on(TEST);
    }
  }

  @Nested
  class WebhooksTest extends WebhooksContract {
    @Override
    protected Ports ports() {
      return on(TEST);
    }
  }

  @Nested
  class PoliciesTest extends PoliciesContract {
    @Override
    protected Ports ports() {
      return on(TEST);
    }
  }

  @Nested
  class RequestViewsTest extends RequestViewsContract {
    @Override
    protected Ports ports() {
      return on(TEST);
    }
  }

  @Nested
  class SeparationOfDutiesTest extends SeparationOfDutiesContract {
    @Override
    protected Ports ports() {
      return on(TEST);
    }
  }

  @Nested
  class BureauRecordsTest extends BureauRecordsContract {
    @Override
    protected Ports ports() {
      return on(TEST);
    }
  }
}
