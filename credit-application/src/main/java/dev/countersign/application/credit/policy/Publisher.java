package dev.countersign.application.credit.policy;

import dev.countersign.application.account.Caller;
import dev.countersign.application.audit.Origin;

/** Who publishes a policy. */
public sealed interface Publisher {
  /** As the audit trail names them. */
  String name();

  /** From where they do it. */
  Origin origin();

  /** Someone with an account, who needs the permission. */
  record Person(Caller caller) implements Publisher {
    @Override
    public String name() {
      return caller.id().toString();
    }

    @Override
    public Origin origin() {
      return caller.origin();
    }
  }

  /**
   * Someone at the machine, who has the password of the database and could do anything.
   *
   * @param user by whose account on the machine
   * @param host the machine
   */
  record Operator(String user, String host) implements Publisher {
    @Override
    public String name() {
      return "operator/" + user;
    }

    @Override
    public Origin origin() {
      return new Origin(host);
    }
  }
}
