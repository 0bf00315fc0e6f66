package dev.countersign.benchmarks;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.regex.Pattern;

/** Logs in. */
final class Tokens {
  private static final Pattern ACCESS_TOKEN = Pattern.compile("\"access_token\":\"([^\"]+)\"");

  private Tokens() {}

  static String logIn(URI api, String username, String password)
      throws IOException, InterruptedException {
    try (var client = HttpClient.newHttpClient()) {
      var answer =
          client.send(
              HttpRequest.newBuilder(api.resolve("/api/v1/token"))
                  .header("Content-Type", "application/x-www-form-urlencoded")
                  .POST(BodyPublishers.ofString("username=" + username + "&password=" + password))
                  .build(),
              BodyHandlers.ofString());
      var token = ACCESS_TOKEN.matcher(answer.body());
      if (!token.find()) {
        throw new IOException("no log-in: " + answer.body());
      }
      return token.group(1);
    }
  }
}
