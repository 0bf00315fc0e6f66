package dev.countersign.bootstrap.account;

import dev.countersign.application.account.Registration;
import dev.countersign.application.account.Registration.Person;
import dev.countersign.domain.party.Role;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The accounts that a new installation begins with, so that someone can log in at all. */
public final class FirstAccounts {

  private final Registration registration;
  private final Path data;

  public FirstAccounts(Registration registration, Path data) {
    this.registration = registration;
    this.data = data;
  }

  /**
   * Makes the account {@code admin} in an installation that has no account yet. Its password is
   * random and stands in a file of the data folder.
   *
   * @return that file, if the account was made now
   */
  public Optional<Path> makeAdmin() {
    if (!registration.browse(1, Optional.empty()).items().isEmpty()) {
      return Optional.empty();
    }
    var file = new SecretFile(data.resolve("admin-password"));
    var password = SecretFile.randomPassword();
    file.write(password);
    install("admin", "Administrator", password, Set.of(Role.ADMIN), false);
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
    for (var user : DEMO_USERS) {
      install(user.username, user.fullName, password, Set.of(user.role), isNew);
    }
    if (isNew) {
      file.write(password);
    }
    return password;
  }

  private void install(
      String username, String fullName, String password, Set<Role> roles, boolean isNew) {
    registration.install(
        new Person(username, password, fullName, username + "@example.org", "en"), roles, isNew);
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
