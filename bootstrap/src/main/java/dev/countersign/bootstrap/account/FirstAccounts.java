package dev.countersign.bootstrap.account;

import dev.countersign.application.account.InstallAccounts;
import dev.countersign.application.account.InstallAccounts.Existing;
import dev.countersign.application.account.NewUser;
import dev.countersign.domain.party.Role;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The accounts that a new installation begins with, so that someone can log in at all. */
public final class FirstAccounts {
  private final InstallAccounts accounts;
  private final Path data;

  public FirstAccounts(InstallAccounts accounts, Path data) {
    this.accounts = accounts;
    this.data = data;
  }

  /**
   * Makes the account {@code admin} in an installation that has no account yet. Its password is
   * random and stands in a file of the data folder.
   *
   * @return that file, if the account was made now
   */
  public Optional<Path> makeAdmin() {
    if (!accounts.areNeeded()) {
      return Optional.empty();
    }
    var file = new SecretFile(data.resolve("admin-password"));
    var password = SecretFile.randomPassword();
    file.write(password);
    install("admin", "Administrator", password, Set.of(Role.ADMIN), Existing.KEEPS_ITS_PASSWORD);
    return Optional.of(file.path());
  }

  /**
   * Makes the demo users, unless they are there.
   *
   * @param chosen their password; without one, a random one is made once and kept in a file
   * @return their password
   */
  public String makeDemoUsers(Optional<String> chosen) {
    var file = new SecretFile(data.resolve("demo-password"));
    var kept = file.read();
    var password = chosen.or(() -> kept).orElseGet(SecretFile::randomPassword);
    boolean isNew = !kept.equals(Optional.of(password));
    var existing = isNew ? Existing.GETS_THE_PASSWORD : Existing.KEEPS_ITS_PASSWORD;
    for (var user : DEMO_USERS) {
      install(user.username, user.fullName, password, Set.of(user.role), existing);
    }
    if (isNew) {
      file.write(password);
    }
    return password;
  }

  private void install(
      String username, String fullName, String password, Set<Role> roles, Existing existing) {
    accounts.install(
        new NewUser(username, password, fullName, username + "@example.org", "en"),
        roles,
        existing);
  }

  private record DemoUser(String username, String fullName, Role role) {}

  private static final List<DemoUser> DEMO_USERS =
      List.of(
          new DemoUser("ada", "Ada Almeida", Role.APPLICANT),
          new DemoUser("ana", "Ana Antunes", Role.ANALYST),
          new DemoUser("max", "Max Moreira", Role.MANAGER),
          new DemoUser("dora", "Dora Dias", Role.DIRECTOR),
          new DemoUser("root", "Rui Root", Role.ADMIN));
}
