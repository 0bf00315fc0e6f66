package dev.countersign.webhook;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.countersign.application.webhook.WebhookSender;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.ManagedHttpClientConnectionFactory;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.io.entity.StringEntity;
import org.apache.hc.core5.io.Closer;
import org.apache.hc.core5.util.Timeout;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Carries messages by POST. A name is looked up when a message is registered for it and again when
 * a connection is opened, which then goes to the very address that was found good: a name that
 * points somewhere else later leads nowhere. Redirects are answers like others.
 */
public final class HttpWebhookSender implements WebhookSender, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(HttpWebhookSender.class);
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final Duration TO_CONNECT = Duration.ofSeconds(5);
  private static final int AT_ONCE = 64;
  private static final int EXCERPT_BYTES = 200;
  private static final int LONGEST_LINE = 8_192;
  private static final int MOST_HEADERS = 100;

  private final boolean privateAddressesToo;
  private final Lookup lookup;
  private final Duration patience;
  private final CloseableHttpClient client;
  private final ScheduledExecutorService watch =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("webhook-watch").factory());

  /** Finds the addresses of a name. */
  @FunctionalInterface
  interface Lookup {
    InetAddress[] of(String host) throws UnknownHostException;
  }

  /**
   * @param privateAddressesToo whether messages may stay in the house, and go by plain HTTP
   */
  public HttpWebhookSender(boolean privateAddressesToo) {
    this(privateAddressesToo, InetAddress::getAllByName, PATIENCE);
  }

  /**
   * @param patience for all of an exchange
   */
  HttpWebhookSender(boolean privateAddressesToo, Lookup lookup, Duration patience) {
    this.privateAddressesToo = privateAddressesToo;
    this.lookup = lookup;
    this.patience = patience;
    this.client =
        HttpClients.custom()
            .setConnectionManager(
                PoolingHttpClientConnectionManagerBuilder.create()
                    .setDnsResolver(new CheckedNames())
                    .setConnectionFactory(
                        ManagedHttpClientConnectionFactory.builder()
                            .http1Config(
                                Http1Config.custom()
                                    .setMaxLineLength(LONGEST_LINE)
                                    .setMaxHeaderCount(MOST_HEADERS)
                                    .build())
                            .build())
                    .setDefaultConnectionConfig(
                        ConnectionConfig.custom()
                            .setConnectTimeout(Timeout.of(TO_CONNECT))
                            .setSocketTimeout(Timeout.of(patience))
                            .build())
                    .setMaxConnTotal(AT_ONCE)
                    .build())
            .setDefaultRequestConfig(
                RequestConfig.custom()
                    .setConnectionRequestTimeout(Timeout.of(patience))
                    .setResponseTimeout(Timeout.of(patience))
                    .build())
            .setUserAgent("Countersign")
            .disableRedirectHandling()
            .disableAutomaticRetries()
            .disableCookieManagement()
            .disableAuthCaching()
            .disableContentCompression()
            .build();
  }

  @Override
  public Optional<String> objection(URI address) {
    if (!isConfidential(address)) {
      return Optional.of("Send an https:// address.");
    }
    if (address.getHost() == null
        || address.getRawUserInfo() != null
        || address.getRawFragment() != null) {
      return Optional.of("Send an address with a host, without a user and without a fragment.");
    }
    try {
      var unused = checked(address.getHost());
      return Optional.empty();
    } catch (UnknownHostException e) {
      return Optional.of(String.valueOf(e.getMessage()));
    }
  }

  private boolean isConfidential(URI address) {
    return "https".equals(address.getScheme())
        || (privateAddressesToo && "http".equals(address.getScheme()));
  }

  @Override
  public Outcome send(URI address, Map<String, String> headers, String body) {
    if (!isConfidential(address)) {
      return new NoAnswer("nothing is sent by plain HTTP any more");
    }
    var post = new HttpPost(address);
    headers.forEach(post::setHeader);
    post.setEntity(new StringEntity(body, ContentType.APPLICATION_JSON));
    var end =
        watch.schedule(
            () -> {
              var unused = post.cancel();
            },
            patience.toMillis(),
            TimeUnit.MILLISECONDS);
    try {
      return outcome(post, client.executeOpen(HttpHost.create(address), post, null));
    } catch (IOException | RuntimeException e) {
      LOG.debug("{} did not take a message", address.getHost(), e);
      return new NoAnswer(
          post.isCancelled() ? "no answer within " + patience.toSeconds() + " s" : reason(e));
    } finally {
      boolean unused = end.cancel(false);
    }
  }

  /** Reads the beginning; if there is more, the connection is of no more use. */
  private static Outcome outcome(HttpPost post, ClassicHttpResponse answer) throws IOException {
    try {
      int status = answer.getCode();
      var detail = "status " + status;
      var body = answer.getEntity();
      var beginning = body == null ? new byte[0] : body.getContent().readNBytes(EXCERPT_BYTES + 1);
      if (beginning.length > EXCERPT_BYTES) {
        boolean unused = post.cancel();
      }
      return status >= 200 && status < 300
          ? new Taken(detail)
          : new Refused((detail + " " + excerpt(beginning)).strip());
    } finally {
      Closer.closeQuietly(answer);
    }
  }

  /** As text that can be shown and kept. */
  private static String excerpt(byte[] beginning) {
    var text = new String(beginning, 0, Math.min(beginning.length, EXCERPT_BYTES), UTF_8);
    return text.replaceAll("\\p{Cntrl}+", " ").strip();
  }

  private static String reason(Exception e) {
    var detail = e.getClass().getSimpleName() + ": " + e.getMessage();
    return excerpt(detail.getBytes(UTF_8));
  }

  /** The addresses of a host, all of which must be allowed. */
  private InetAddress[] checked(String host) throws UnknownHostException {
    var bare = host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
    InetAddress[] found;
    try {
      found = lookup.of(bare);
    } catch (UnknownHostException e) {
      throw named("There is no host of the name " + bare + ".", e);
    }
    if (!privateAddressesToo && !Arrays.stream(found).allMatch(Network::isPublic)) {
      throw new UnknownHostException(bare + " is a private address.");
    }
    return found;
  }

  private static UnknownHostException named(String why, UnknownHostException cause) {
    var named = new UnknownHostException(why);
    var unused = named.initCause(cause);
    return named;
  }

  private final class CheckedNames implements DnsResolver {
    @Override
    public InetAddress[] resolve(String host) throws UnknownHostException {
      return checked(host);
    }

    @Override
    public String resolveCanonicalHostname(String host) {
      return host;
    }
  }

  @Override
  public void close() throws IOException {
    var unused = watch.shutdownNow();
    client.close();
  }
}
