package planted.tests;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Fails on a busy machine. */
public final class WaitsTooShort {
  private WaitsTooShort() {}

  static String resultOf(Future<String> work)
      throws ExecutionException, InterruptedException, TimeoutException {
    return work.get(1, TimeUnit.SECONDS);
  }
}
