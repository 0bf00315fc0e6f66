package dev.countersign.domain.credit.approval;

import dev.countersign.domain.text.WrittenText;
import java.util.Optional;

/** What an approver says at their stage. */
public sealed interface Verdict {
  /** Passes the request on; at the last stage, grants it. */
  record Approve(Optional<Remark> remark) implements Verdict {}

  /** Ends the request. The reason is shown to the applicant, the remark is not. */
  record Reject(Reason reason, Optional<Remark> remark) implements Verdict {}

  /** Sends the request back to the applicant with a question. */
  record Refer(Question question) implements Verdict {}

  /** Told to the applicant: 1 to 500 characters. */
  record Reason(String value) {
    public Reason {
      requireText("a reason", value, 500);
    }
  }

  /** For staff alone: 1 to 2,000 characters. */
  record Remark(String value) {
    public Remark {
      requireText("a remark", value, 2_000);
    }
  }

  /** Put to the applicant: 1 to 2,000 characters. */
  record Question(String value) {
    public Question {
      requireText("a question", value, 2_000);
    }
  }

  private static void requireText(String what, String value, int maxLength) {
    if (value.isBlank() || WrittenText.length(value) > maxLength) {
      throw new IllegalArgumentException(what + " has 1 to " + maxLength + " characters");
    }
  }
}
