package dev.countersign.http.exchange;

import java.util.Map;

/** Headers of every answer, wherever it comes from, unless its route sets others. */
public final class CarefulHeaders {
  public static final Map<String, String> ALL =
      Map.of(
          "Cache-Control", "no-store",
          "Vary", "Authorization",
          "X-Content-Type-Options", "nosniff",
          "Referrer-Policy", "no-referrer",
          "Cross-Origin-Resource-Policy", "same-origin",
          "Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'");

  private CarefulHeaders() {}
}
