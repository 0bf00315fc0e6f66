/**
 * The rules of credit: requests and their life, the automatic analysis, approval, policies and
 * repayment. Needs the JDK alone.
 */
module dev.countersign.domain {
  requires static org.jspecify;

  exports dev.countersign.domain.analysis;
  exports dev.countersign.domain.approval;
  exports dev.countersign.domain.canonical;
  exports dev.countersign.domain.money;
  exports dev.countersign.domain.party;
  exports dev.countersign.domain.policy;
  exports dev.countersign.domain.proposal;
  exports dev.countersign.domain.repayment;
  exports dev.countersign.domain.request;
}
