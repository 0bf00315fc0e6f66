package dev.countersign.domain.credit;

import dev.countersign.domain.canonical.CanonicalJson;
import dev.countersign.domain.credit.policy.PinnedPolicy;
import dev.countersign.domain.credit.request.AnalysisRecord;
import java.time.DateTimeException;

/**
 * The doorway to the analysis that every version of this library has, under this name and with
 * these arguments. They are texts, so whoever has a record of years ago loads the library of then
 * beside the one of now, in a class loader of its own, and asks either.
 */
public final class Engine {
  private Engine() {}

  /**
   * Makes a stored analysis again, by the version of the engine that made it.
   *
   * @param record as it was stored: the canonical JSON of an {@link AnalysisRecord}
   * @param policy as it was stored: the canonical JSON of the policy that the record names
   * @return the record made again; the same text, byte for byte, if neither was altered
   * @throws IllegalArgumentException if one of them can't be read, if they don't fit together, or
   *     if this library has no such version of the engine
   */
  public static String repeat(String record, String policy) {
    var read = CanonicalJson.read(AnalysisRecord.class, record);
    var pinned = PinnedPolicy.read(policy);
    try {
      return CanonicalJson.write(read.repeated(pinned));
    } catch (ArithmeticException | DateTimeException e) {
      throw new IllegalArgumentException("the record is of no analysis: " + e.getMessage(), e);
    }
  }
}
