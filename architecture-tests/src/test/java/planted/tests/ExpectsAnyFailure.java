package planted.tests;

import java.util.concurrent.Callable;
import org.assertj.core.api.Assertions;

/** Is content with a failure that has nothing to do with what it tests. */
public final class ExpectsAnyFailure {
  private ExpectsAnyFailure() {}

  static void of(Callable<?> work) {
    Assertions.assertThatThrownBy(work::call).isInstanceOf(Exception.class);
  }
}
