package dev.countersign.application.account;

/** Someone else has the username, whatever the case of its letters. */
public record UsernameTaken() implements RegisterUser.Outcome, AddStaff.Outcome {}
