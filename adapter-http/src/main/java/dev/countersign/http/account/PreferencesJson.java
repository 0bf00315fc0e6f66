package dev.countersign.http.account;

import dev.countersign.application.account.Account.Preferences;

/** How a person wants to be notified, as it is written. */
record PreferencesJson(boolean email, boolean live) {
  static PreferencesJson of(Preferences preferences) {
    return new PreferencesJson(preferences.email(), preferences.live());
  }
}
