/** The use cases of credit, and the ports they drive. */
module dev.countersign.application {
  requires transitive dev.countersign.domain;
  requires transitive jakarta.inject;
  requires static org.jspecify;

  exports dev.countersign.application.account;
  exports dev.countersign.application.alarm;
  exports dev.countersign.application.audit;
  exports dev.countersign.application.audit.browse;
  exports dev.countersign.application.credit.analysis;
  exports dev.countersign.application.credit.policy;
  exports dev.countersign.application.credit.repayment;
  exports dev.countersign.application.credit.request;
  exports dev.countersign.application.event;
  exports dev.countersign.application.idempotency;
  exports dev.countersign.application.live;
  exports dev.countersign.application.notification;
  exports dev.countersign.application.store;
  exports dev.countersign.application.upkeep;
  exports dev.countersign.application.webhook;
}
