package dev.countersign.bureau.credit.analysis;

/** What a service sent, still to be believed. */
@SuppressWarnings("ArrayRecordComponent") // Never compared.
record Response(int status, byte[] body) {}
