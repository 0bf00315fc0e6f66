package dev.countersign.http;

import dev.countersign.application.account.AcceptUser;
import dev.countersign.application.account.AddStaff;
import dev.countersign.application.account.AuthenticateCaller;
import dev.countersign.application.account.Authentication;
import dev.countersign.application.account.ChangeUser;
import dev.countersign.application.account.ListenerTickets;
import dev.countersign.application.account.ManageRoles;
import dev.countersign.application.account.OwnAccount;
import dev.countersign.application.account.ReadUsers;
import dev.countersign.application.account.RegisterUser;
import dev.countersign.application.account.SetPreferences;
import dev.countersign.application.account.TrustedKeys;
import dev.countersign.application.audit.browse.BrowseAudit;
import dev.countersign.application.credit.analysis.SetBureauRecord;
import dev.countersign.application.credit.policy.PublishPolicy;
import dev.countersign.application.credit.policy.ReadPolicies;
import dev.countersign.application.credit.repayment.PreviewSchedule;
import dev.countersign.application.credit.request.CheckProposal;
import dev.countersign.application.credit.request.DecideStage;
import dev.countersign.application.credit.request.HoldStage;
import dev.countersign.application.credit.request.ReadCreditRequests;
import dev.countersign.application.credit.request.ReviseCreditRequest;
import dev.countersign.application.credit.request.SubmitCreditRequest;
import dev.countersign.application.credit.request.WithdrawCreditRequest;
import dev.countersign.application.idempotency.IdempotentCommands;
import dev.countersign.application.notification.ManageEmails;
import dev.countersign.application.notification.OwnNotifications;
import dev.countersign.application.webhook.ManageWebhooks;
import dev.countersign.http.access.JwtTokens;
import dev.countersign.http.live.LiveUpdates;

/**
 * All that can be called over HTTP.
 *
 * @param live closed together with the API
 * @param tokens the same that {@code authentication} makes tokens with
 */
public record UseCases(
    SubmitCreditRequest submit,
    DecideStage decide,
    ReviseCreditRequest revise,
    WithdrawCreditRequest withdraw,
    HoldStage hold,
    ReadCreditRequests reads,
    PreviewSchedule preview,
    CheckProposal checkProposal,
    ReadPolicies readPolicies,
    PublishPolicy publishPolicy,
    BrowseAudit audit,
    SetBureauRecord setBureauRecord,
    OwnNotifications notifications,
    ManageEmails emails,
    ManageWebhooks webhooks,
    AcceptUser acceptUser,
    RegisterUser registerUser,
    AddStaff addStaff,
    ChangeUser changeUser,
    ReadUsers readUsers,
    SetPreferences setPreferences,
    Authentication authentication,
    AuthenticateCaller authenticate,
    OwnAccount ownAccount,
    ListenerTickets tickets,
    TrustedKeys keys,
    ManageRoles roles,
    JwtTokens tokens,
    IdempotentCommands once,
    LiveUpdates live) {}
