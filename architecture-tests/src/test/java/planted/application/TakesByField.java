package planted.application;

import jakarta.inject.Inject;
import org.jspecify.annotations.Nullable;

public class TakesByField {
  @Inject @Nullable String taken;
}
