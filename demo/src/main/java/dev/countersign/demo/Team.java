package dev.countersign.demo;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The users of the demo, logged in.
 *
 * @param reviewers by the stage they decide
 */
record Team(List<Client> applicants, Map<String, Client> reviewers, Client admin) {
  static final Map<String, String> REVIEWERS =
      Map.of("analyst", "ana", "manager", "max", "director", "dora");

  private static final Map<String, String> NEIGHBOURS =
      Map.of(
          "bea", "Beatriz Barros",
          "caio", "Caio Cardoso",
          "eva", "Eva Esteves",
          "gil", "Gil Gomes",
          "ines", "Inês Igreja",
          "luis", "Luís Lopes",
          "rita", "Rita Ramos");

  /** Logs the demo users in, and registers a few applicants beside ada. */
  static Team assemble(Client api, String password) throws InterruptedException {
    var applicants = new ArrayList<Client>();
    applicants.add(demoUser(api, "ada", password));
    for (var username : NEIGHBOURS.keySet().stream().sorted().toList()) {
      applicants.add(neighbour(api, username, password));
    }
    var reviewers = new HashMap<String, Client>();
    for (var reviewer : REVIEWERS.entrySet()) {
      reviewers.put(reviewer.getKey(), demoUser(api, reviewer.getValue(), password));
    }
    return new Team(applicants, reviewers, demoUser(api, "root", password));
  }

  private static Client demoUser(Client api, String username, String password)
      throws InterruptedException {
    return api.logIn(username, password)
        .orElseThrow(() ->
            new DemoFailedException(
                username + " can't log in: this is not the password of the demo users"));
  }

  /**
   * Registers an applicant, or logs in the one of an earlier run. If the name is taken by an
   * account with another password, a number is added to it.
   */
  private static Client neighbour(Client api, String name, String password)
      throws InterruptedException {
    for (int number = 1; ; number++) {
      var username = number == 1 ? name : name + number;
      var person =
          Map.of(
              "username",
              username,
              "password",
              password,
              "fullName",
              Optional.ofNullable(NEIGHBOURS.get(name)).orElseThrow(),
              "email",
              username + "@example.org");
      var answer = api.post("/api/v1/users", person);
      if (answer.status() != 409 && answer.status() != 201) {
        throw answer.unexpected("status 201");
      }
      var client = api.logIn(username, password);
      if (client.isPresent()) {
        return client.get();
      }
    }
  }

  Client applicant(int number) {
    return applicants.get(number % applicants.size());
  }

  Client reviewer(String stage) {
    return Optional.ofNullable(reviewers.get(stage))
        .orElseThrow(() -> new DemoFailedException("nobody decides the stage " + stage));
  }
}
