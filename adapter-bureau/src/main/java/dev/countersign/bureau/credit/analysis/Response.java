package dev.countersign.bureau.credit.analysis;

/** What a service sent, still to be believed. */
@SuppressWarnings("ArrayRecordComponent") // Compared by nobody.
record Response(int status, byte[] body) {}
