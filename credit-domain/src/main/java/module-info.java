/**
 * The rules of credit: requests and their life, the automatic analysis, approval, policies and
 * repayment. Needs the JDK alone.
 */
module dev.countersign.domain {
  requires static transitive org.jspecify;

  exports dev.countersign.domain.calendar;
  exports dev.countersign.domain.canonical;
  exports dev.countersign.domain.credit;
  exports dev.countersign.domain.credit.analysis;
  exports dev.countersign.domain.credit.approval;
  exports dev.countersign.domain.credit.policy;
  exports dev.countersign.domain.credit.proposal;
  exports dev.countersign.domain.credit.repayment;
  exports dev.countersign.domain.credit.request;
  exports dev.countersign.domain.event;
  exports dev.countersign.domain.money;
  exports dev.countersign.domain.party;
  exports dev.countersign.domain.text;

  uses dev.countersign.domain.credit.analysis.AnalysisExtension;
}
