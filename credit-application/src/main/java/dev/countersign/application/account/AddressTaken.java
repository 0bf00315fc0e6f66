package dev.countersign.application.account;

/** Another account has the e-mail address, whatever the case of its letters. */
public record AddressTaken()
    implements RegisterUser.Outcome, AddStaff.Outcome, OwnAccount.ProfileOutcome {}
