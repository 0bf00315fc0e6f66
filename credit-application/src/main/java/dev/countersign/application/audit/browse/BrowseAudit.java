package dev.countersign.application.audit.browse;

import dev.countersign.application.account.Caller;
import dev.countersign.application.account.Permission;
import dev.countersign.application.store.Page;
import jakarta.inject.Inject;

/** Shows the audit trail, newest first, to whoever may read it. */
public final class BrowseAudit {
  private final AuditViews views;

  @Inject
  public BrowseAudit(AuditViews views) {
    this.views = views;
  }

  /**
   * @throws dev.countersign.application.account.NotPermitted if the caller may not
   */
  public Page<AuditView> handle(AuditQuery query, Caller caller) {
    caller.require(Permission.AUDIT_READ);
    return views.browse(query);
  }
}
