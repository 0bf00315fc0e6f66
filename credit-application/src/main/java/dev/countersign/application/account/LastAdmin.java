package dev.countersign.application.account;

/** Nobody who can log in would be left to manage accounts. */
public record LastAdmin() implements ChangeUser.Outcome {}
