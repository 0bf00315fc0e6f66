package dev.countersign.demo;

import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/**
 * Drives some 200 requests through the HTTP API, each through its own scenario, and prints a
 * summary. It can be repeated on the same data, since it looks at its own requests only.
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
   * @return whether every answer was as expected; if not, the first that was not is printed
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
    var results = runAll(team, samples);
    var took = Duration.ofNanos(System.nanoTime() - start);
    var report = new Report(out);
    report.results(results);
    report.timings(results, client.calls() - callsBefore, took);
  }

  /** Prints commands for trying the API by hand, which can be pasted into a shell. */
  public void invite() {
    new Report(out).invitation(api, Optional.of(password));
  }

  /** The same without the password, which whoever started the demo has set themselves. */
  public void inviteWithoutPassword() {
    new Report(out).invitation(api, Optional.empty());
  }

  /** Runs all scenarios, several at a time, until all are over or one fails. */
  private List<Result> runAll(Team team, List<Sample> samples) throws InterruptedException {
    var progress = new ProgressLine(out, terminal, samples.size());
    var results = new ArrayList<Result>();
    var workers = Executors.newFixedThreadPool(WORKERS);
    try {
      var runs = new ExecutorCompletionService<Result>(workers);
      for (var sample : samples) {
        runs.submit(() -> ScenarioRun.of(team, sample));
      }
      while (results.size() < samples.size()) {
        var run = runs.poll(progress.pauseMillis(), TimeUnit.MILLISECONDS);
        if (run != null) {
          var result = run.get();
          results.add(result);
          progress.count(result);
        }
        progress.show();
      }
    } catch (ExecutionException e) {
      throw e.getCause() instanceof DemoFailedException failure
          ? failure
          : new DemoFailedException("a scenario could not be completed: " + e.getCause(), e);
    } finally {
      workers.shutdownNow();
      progress.end();
    }
    results.sort(Comparator.comparingInt(result -> result.sample().number()));
    return results;
  }
}
