package dev.countersign.http.reference;

import static dev.countersign.http.access.Access.ANYONE;
import static dev.countersign.http.exchange.Route.get;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.countersign.application.idempotency.Answer;
import dev.countersign.http.exchange.Answers;
import dev.countersign.http.exchange.Resource;
import dev.countersign.http.exchange.Route;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.concurrent.ConcurrentHashMap;

/** The OpenAPI document, and a page to read and try it that loads nothing from elsewhere. */
public final class ReferenceResource implements Resource {
  private static final Map<String, String> PUBLIC = Map.of("Cache-Control", "public, max-age=3600");
  private static final Map<String, String> PAGE =
      Map.of(
          "Cache-Control",
          "public, max-age=3600",
          "Content-Security-Policy",
          "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:;"
              + " connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'");

  /** Read once, by name. */
  private final Map<String, String> texts = new ConcurrentHashMap<>();

  private final String openApi = read("openapi.json");
  private final String swaggerUi = "META-INF/resources/webjars/swagger-ui/" + version() + "/";

  @Override
  public List<Route> routes() {
    return List.of(
        get("/openapi.json", ANYONE, call -> text("application/json", openApi, PUBLIC)),
        get("/docs", ANYONE, call -> text("text/html", kept("docs.html"), PAGE)),
        get("/docs/start.js", ANYONE, call -> text("text/javascript", kept("docs.js"), PUBLIC)),
        get("/docs/swagger-ui.js", ANYONE, call -> ofSwaggerUi("text/javascript", "-bundle.js")),
        get("/docs/swagger-ui.css", ANYONE, call -> ofSwaggerUi("text/css", ".css")));
  }

  private Answer ofSwaggerUi(String type, String suffix) {
    return text(type, kept("/" + swaggerUi + "swagger-ui" + suffix), PUBLIC);
  }

  private static Answer text(String type, String body, Map<String, String> headers) {
    return Answers.text(type + ";charset=utf-8", body, headers);
  }

  private static String version() {
    var properties = new Properties();
    try (var in = open("/META-INF/maven/org.webjars/swagger-ui/pom.properties")) {
      properties.load(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return Objects.requireNonNull(properties.getProperty("version"));
  }

  private String kept(String name) {
    return texts.computeIfAbsent(name, ReferenceResource::read);
  }

  private static String read(String name) {
    try (var in = open(name)) {
      return new String(in.readAllBytes(), UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static InputStream open(String name) {
    return Objects.requireNonNull(ReferenceResource.class.getResourceAsStream(name), name);
  }
}
