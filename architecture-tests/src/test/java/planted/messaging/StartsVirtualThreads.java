package planted.messaging;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

public final class StartsVirtualThreads {
  ExecutorService threads() {
    return Executors.newVirtualThreadPerTaskExecutor();
  }
}
