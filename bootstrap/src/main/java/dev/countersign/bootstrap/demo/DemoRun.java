package dev.countersign.bootstrap.demo;

import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/**
 * Drives some 200 requests through the HTTP API, each to its own kind of end, and tells what came
 * of them. It can be repeated on the same data: it looks at its own requests alone.
 */
public final class DemoRun {
  private static final int WORKERS = 8;
  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);

  private final URI api;
  private final String password;
  private final PrintStream out;
  private final boolean terminal;

  /**
   * Redraws its line of progress if the launcher found a terminal.
   *
   * @param api such as {@code http://127.0.0.1:8080}
   * @param password of the demo users, who have accounts already
   */
  public DemoRun(URI api, String password, PrintStream out) {
    this(api, password, out, Boolean.getBoolean("countersign.terminal"));
  }

  DemoRun(URI api, String password, PrintStream out, boolean terminal) {
    this.api = api;
    this.password = password;
    this.out = out;
    this.terminal = terminal;
  }

  /**
   * @return whether every answer was as it should be; if not, the first that was not is told
   */
  public boolean run() throws InterruptedException {
    try (var http =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(CONNECT_TIMEOUT)
            .build()) {
      drive(Client.anonymous(http, api));
      return true;
    } catch (DemoFailedException e) {
      out.println("The demo failed: " + e.getMessage());
      return false;
    }
  }

  private void drive(Client client) throws InterruptedException {
    var team = Team.assemble(client, password);
    var samples = Samples.on(LocalDate.now(ZoneOffset.UTC));
    out.printf("Driving %d credit requests through %s%n", samples.size(), api);
    int callsBefore = client.calls();
    long start = System.nanoTime();
    var endings = walk(team, samples);
    var took = Duration.ofNanos(System.nanoTime() - start);
    var report = new Report(out);
    report.endings(endings);
    report.timings(endings, client.calls() - callsBefore, took);
  }

  /** Tells how to go on by hand; the lines can be pasted into a shell. */
  public void invite() {
    new Report(out).invitation(api, password);
  }

  /** Walks all of them, several at a time, until all have come to their end or one can't. */
  private List<Ending> walk(Team team, List<Sample> samples) throws InterruptedException {
    var progress = new ProgressLine(out, terminal, samples.size());
    var endings = new ArrayList<Ending>();
    var workers = Executors.newFixedThreadPool(WORKERS);
    try {
      var walks = new ExecutorCompletionService<Ending>(workers);
      for (var sample : samples) {
        walks.submit(() -> Walk.take(team, sample));
      }
      while (endings.size() < samples.size()) {
        var walk = walks.poll(progress.pauseMillis(), TimeUnit.MILLISECONDS);
        if (walk != null) {
          var ending = walk.get();
          endings.add(ending);
          progress.count(ending);
        }
        progress.show();
      }
    } catch (ExecutionException e) {
      throw e.getCause() instanceof DemoFailedException failure
          ? failure
          : new DemoFailedException("a request could not be taken to its end: " + e.getCause(), e);
    } finally {
      workers.shutdownNow();
      progress.end();
    }
    endings.sort(Comparator.comparingInt(ending -> ending.sample().number()));
    return endings;
  }
}
