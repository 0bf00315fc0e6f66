package dev.countersign.testkit.memory;

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
import org.junit.jupiter.api.Nested;

/** The in-memory adapters keep every contract, its tests sharing a store as on a server. */
class InMemoryDatabaseTest {
  @Nested
  class Requests extends CreditRequestsContract {
    private static final Ports PORTS = InMemoryPorts.fresh();

    @Override
    protected Ports ports() {
      return PORTS;
    }
  }

  @Nested
  class ItsTransactions extends TransactionsContract {
    private static final Ports PORTS = InMemoryPorts.fresh();

    @Override
    protected Ports ports() {
      return PORTS;
    }
  }

  @Nested
  class Answers extends IdempotencyStoreContract {
    private static final Ports PORTS = InMemoryPorts.fresh();

    @Override
    protected Ports ports() {
      return PORTS;
    }
  }

  @Nested
  class People extends AccountsContract {
    private static final Ports PORTS = InMemoryPorts.fresh();

    @Override
    protected Ports ports() {
      return PORTS;
    }
  }

  @Nested
  class Roles extends RolesContract {
    private static final Ports PORTS = InMemoryPorts.fresh();

    @Override
    protected Ports ports() {
      return PORTS;
    }
  }

  @Nested
  class LogIns extends SessionsContract {
    private static final Ports PORTS = InMemoryPorts.fresh();

    @Override
    protected Ports ports() {
      return PORTS;
    }
  }

  @Nested
  class Failures extends LoginThrottleContract {
    private static final Ports PORTS = InMemoryPorts.fresh();

    @Override
    protected Ports ports() {
      return PORTS;
    }
  }

  @Nested
  class Trail extends AuditContract {
    private static final Ports PORTS = InMemoryPorts.fresh();

    @Override
    protected Ports ports() {
      return PORTS;
    }
  }

  @Nested
  class Appended extends EventLogContract {
    private static final Ports PORTS = InMemoryPorts.fresh();

    @Override
    protected Ports ports() {
      return PORTS;
    }
  }

  @Nested
  class Events extends OutboxContract {
    private static final Ports PORTS = InMemoryPorts.fresh();

    @Override
    protected Ports ports() {
      return PORTS;
    }
  }

  @Nested
  class Feed extends EventFeedContract {
    private static final Ports PORTS = InMemoryPorts.fresh();

    @Override
    protected Ports ports() {
      return PORTS;
    }
  }

  @Nested
  class ItsProcessedEvents extends ProcessedEventsContract {
    private static final Ports PORTS = InMemoryPorts.fresh();

    @Override
    protected Ports ports() {
      return PORTS;
    }
  }

  @Nested
  class GivenUp extends DeadLettersContract {
    private static final Ports PORTS = InMemoryPorts.fresh();

    @Override
    protected Ports ports() {
      return PORTS;
    }
  }

  @Nested
  class Told extends NotificationsContract {
    private static final Ports PORTS = InMemoryPorts.fresh();

    @Override
    protected Ports ports() {
      return PORTS;
    }
  }

  @Nested
  class EmailQueue extends EmailsContract {
    private static final Ports PORTS = InMemoryPorts.fresh();

    @Override
    protected Ports ports() {
      return PORTS;
    }
  }

  @Nested
  class Webhooks extends WebhooksContract {
    private static final Ports PORTS = InMemoryPorts.fresh();

    @Override
    protected Ports ports() {
      return PORTS;
    }
  }

  @Nested
  class Views extends RequestViewsContract {
    private static final Ports PORTS = InMemoryPorts.fresh();

    @Override
    protected Ports ports() {
      return PORTS;
    }
  }

  @Nested
  class PolicyVersions extends PoliciesContract {
    private static final Ports PORTS = InMemoryPorts.fresh();

    @Override
    protected Ports ports() {
      return PORTS;
    }
  }

  @Nested
  class Duties extends SeparationOfDutiesContract {
    private static final Ports PORTS = InMemoryPorts.fresh();

    @Override
    protected Ports ports() {
      return PORTS;
    }
  }

  @Nested
  class Bureau extends BureauRecordsContract {
    private static final Ports PORTS = InMemoryPorts.fresh();

    @Override
    protected Ports ports() {
      return PORTS;
    }
  }
}
