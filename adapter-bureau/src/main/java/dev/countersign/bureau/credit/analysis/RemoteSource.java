package dev.countersign.bureau.credit.analysis;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.countersign.domain.canonical.CanonicalJson;
import io.github.resilience4j.circuitbreaker.CallNotPermittedException;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.retry.Retry;
import io.github.resilience4j.retry.RetryConfig;
import java.io.IOException;
import java.net.ProtocolException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.TlsConfig;
import org.apache.hc.client5.http.impl.async.CloseableHttpAsyncClient;
import org.apache.hc.client5.http.impl.async.HttpAsyncClients;
import org.apache.hc.client5.http.impl.nio.PoolingAsyncClientConnectionManagerBuilder;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.http.HttpStatus;
import org.apache.hc.core5.http.nio.AsyncRequestProducer;
import org.apache.hc.core5.http.nio.support.AsyncRequestBuilder;
import org.apache.hc.core5.http2.HttpVersionPolicy;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.reactor.IOReactorConfig;
import org.apache.hc.core5.util.Timeout;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A service somewhere else that answers questions, over HTTP and in JSON. Questions go by POST, so
 * that what they say of people stands in no log of addresses; asking changes nothing there, so a
 * question may be repeated.
 *
 * <p>An answer has a time, a length and a form that it must keep to, and comes from the address
 * that was asked, never from one that it points to. A service that keeps failing is left alone for
 * a while.
 */
public final class RemoteSource implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(RemoteSource.class);

  /** Shorter than the policy waits by default, so that a hanging service is seen as one. */
  private static final Duration PATIENCE = Duration.ofSeconds(1);

  private static final Duration LEFT_ALONE_FOR = Duration.ofSeconds(15);
  private static final int LONGEST_ANSWER_BYTES = 1 << 16;
  private static final int AT_ONCE = 64;
  private static final ContentType JSON = ContentType.create("application/json");
  private static final Set<Integer> WORTH_ANOTHER_TRY = Set.of(502, 503, 504);

  private static final RetryConfig ONCE_MORE =
      RetryConfig.custom()
          .maxAttempts(2)
          .waitDuration(Duration.ofMillis(50))
          .retryExceptions(WentWrongOnTheWay.class)
          .build();

  private final URI address;
  private final Optional<String> key;
  private final Duration patience;
  private final CloseableHttpAsyncClient client;
  private final CircuitBreaker breaker;
  private final Retry retry;

  /** The question may not have arrived, or the source was away. */
  private static final class WentWrongOnTheWay extends IOException {
    private static final long serialVersionUID = 1;

    WentWrongOnTheWay(String why) {
      super(why);
    }
  }

  /**
   * @param key sent as bearer token, if there is one
   */
  public RemoteSource(URI address, Optional<String> key) {
    this(address, key, PATIENCE, LEFT_ALONE_FOR);
  }

  /**
   * @param patience for all of an attempt
   */
  RemoteSource(URI address, Optional<String> key, Duration patience, Duration leftAloneFor) {
    this.patience = patience;
    this.client = client(patience);
    this.address = address;
    this.key = key;
    this.retry = Retry.of(name(), ONCE_MORE);
    this.breaker = CircuitBreaker.of(name(), afterFailures(leftAloneFor));
    breaker
        .getEventPublisher()
        .onStateTransition(e -> LOG.warn("{}: {}", name(), e.getStateTransition()));
  }

  private static CircuitBreakerConfig afterFailures(Duration leftAloneFor) {
    return CircuitBreakerConfig.custom()
        .slidingWindowSize(20)
        .minimumNumberOfCalls(10)
        .failureRateThreshold(50)
        .waitDurationInOpenState(leftAloneFor)
        .permittedNumberOfCallsInHalfOpenState(3)
        .ignoreExceptions(InterruptedException.class)
        .build();
  }

  /**
   * Over HTTP/1.1, without anything that would ask a second time by itself. Time limits are those
   * of {@link #send}, which can be interrupted; a broken connection is replaced by the next
   * question.
   */
  private static CloseableHttpAsyncClient client(Duration patience) {
    var client =
        HttpAsyncClients.custom()
            .setConnectionManager(
                PoolingAsyncClientConnectionManagerBuilder.create()
                    .setDefaultTlsConfig(
                        TlsConfig.custom().setVersionPolicy(HttpVersionPolicy.FORCE_HTTP_1).build())
                    .setDefaultConnectionConfig(
                        ConnectionConfig.custom().setConnectTimeout(Timeout.of(patience)).build())
                    .setMaxConnPerRoute(AT_ONCE)
                    .setMaxConnTotal(AT_ONCE)
                    .build())
            .setIOReactorConfig(IOReactorConfig.custom().setIoThreadCount(1).build())
            .setUserAgent("Countersign")
            .disableRedirectHandling()
            .disableAutomaticRetries()
            .disableCookieManagement()
            .disableAuthCaching()
            .disableContentCompression()
            .build();
    client.start();
    return client;
  }

  /** Under which its answers are kept: its host. */
  String name() {
    return address.getHost();
  }

  /**
   * Asks and reads the answer.
   *
   * @throws CallNotPermittedException if the service is left alone
   * @throws Exception if there is no answer that can be believed
   */
  <T> T ask(Record question, Class<T> answer) throws Exception {
    try {
      return retry.executeCallable(() -> breaker.executeCallable(() -> attempt(question, answer)));
    } catch (CallNotPermittedException | InterruptedException e) {
      throw e;
    } catch (Exception e) {
      LOG.debug("{} gave no answer", name(), e);
      throw e;
    }
  }

  private <T> T attempt(Record question, Class<T> answer) throws Exception {
    var response = send(request(CanonicalJson.write(question)));
    if (WORTH_ANOTHER_TRY.contains(response.status())) {
      throw new WentWrongOnTheWay("status " + response.status());
    }
    if (response.status() != HttpStatus.SC_OK) {
      throw new IOException("status " + response.status());
    }
    var text = UTF_8.newDecoder().decode(ByteBuffer.wrap(response.body())).toString();
    return CanonicalJson.read(answer, text);
  }

  private AsyncRequestProducer request(String body) {
    var request =
        AsyncRequestBuilder.post(address)
            .addHeader(HttpHeaders.ACCEPT, JSON.getMimeType())
            .setEntity(body.getBytes(UTF_8), JSON);
    key.ifPresent(token -> request.addHeader(HttpHeaders.AUTHORIZATION, "Bearer " + token));
    return request.build();
  }

  /** Within the time, the body included. */
  private Response send(AsyncRequestProducer request)
      throws IOException, InterruptedException, TimeoutException {
    var sent = client.execute(request, new ResponseConsumer(LONGEST_ANSWER_BYTES), null);
    try {
      return sent.get(patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof ProtocolException broken) {
        throw broken;
      }
      throw new WentWrongOnTheWay(String.valueOf(e.getCause()));
    } finally {
      boolean unused = sent.cancel(true);
    }
  }

  @Override
  public void close() {
    client.close(CloseMode.IMMEDIATE);
  }
}
