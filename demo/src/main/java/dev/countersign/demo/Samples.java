package dev.countersign.demo;

import dev.countersign.demo.Proposal.Applicant;
import dev.countersign.demo.Proposal.Credit;
import dev.countersign.demo.Proposal.Money;
import dev.countersign.demo.Proposal.Payment;
import dev.countersign.demo.Proposal.Property;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;

/** Generates applicants and their proposals, the same ones each time. */
final class Samples {
  private static final long SEED = 20_260_101;
  private static final Map<String, List<String>> PURPOSES =
      Map.of(
          "CONSUMER",
          List.of("New kitchen", "Washing machine and dryer", "Laptop for school", "Bicycle"),
          "PERSONAL",
          List.of("Wedding", "Dental treatment", "Moving to Porto", "Master's degree"),
          "AUTO",
          List.of("Used family car", "Electric car", "Van for the weekend market"),
          "PAYROLL",
          List.of("Renovation, paid from the salary", "Consolidating two cards"),
          "BUSINESS",
          List.of("Oven for the bakery", "Second delivery truck", "Stock for the season"),
          "MORTGAGE",
          List.of("First home", "Larger flat for the family", "House in the country"));
  private static final List<String> PLACES =
      List.of("Lisbon", "Porto", "Braga", "Coimbra", "Faro", "Aveiro", "Évora");

  private final Random random = new Random(SEED);
  private final LocalDate today;

  private Samples(LocalDate today) {
    this.today = today;
  }

  /** All samples, in random order. */
  static List<Sample> on(LocalDate today) {
    var scenarios = new ArrayList<Scenario>();
    for (var scenario : Scenario.values()) {
      scenarios.addAll(Collections.nCopies(scenario.count(), scenario));
    }
    var samples = new Samples(today);
    Collections.shuffle(scenarios, samples.random);
    return IntStream.range(0, scenarios.size())
        .mapToObj(number -> samples.sample(number, scenarios.get(number)))
        .toList();
  }

  private Sample sample(int number, Scenario scenario) {
    return switch (scenario) {
      case GRANTED_BY_ONE -> sound(number, scenario, small());
      case GRANTED_BY_TWO, GRANTED_ON_SECOND_PROPOSAL, REJECTED ->
          sound(number, scenario, medium());
      case GRANTED_BY_THREE, LEFT_OPEN -> sound(number, scenario, large());
      case WITHDRAWN -> sound(number, scenario, random.nextBoolean() ? small() : medium());
      case GRANTED_WITHOUT_BUREAU ->
          known(
              sound(number, scenario, random.nextBoolean() ? small() : medium()),
              Map.of("unavailable", true));
      case DECLINED_FOR_RESTRICTION ->
          known(
              sound(number, scenario, medium()),
              Map.of("rating", between(600, 720), "restriction", true));
      case DECLINED_FOR_RATING ->
          known(
              sound(number, scenario, medium()),
              Map.of("rating", between(420, 599), "restriction", false));
      case DECLINED_FOR_INCOME -> {
        var wish = new Wish("CONSUMER", between(16, 60) * 50, between(3, 5) * 12);
        yield sample(number, scenario, wish, earning(number, between(180, 390) * 5.0, List.of()));
      }
      case DECLINED_FOR_DEBT -> {
        var wish = new Wish("PERSONAL", between(70, 100) * 1_000, between(3, 4) * 12);
        var income = tens((double) wish.amount / wish.months / share(45, 60));
        yield sample(number, scenario, wish, earning(number, income, List.of()));
      }
      case DECLINED_FOR_CONFIDENCE -> {
        var wish = medium();
        var unpaid = List.of(credit("CANCELLED", between(4, 7), 36, 5, "NEVER"));
        yield sample(number, scenario, wish, earning(number, incomeFor(wish), unpaid));
      }
      case DECLINED_FOR_LOAN_TO_VALUE -> secured(sound(number, scenario, mortgage()), 91, 99);
    };
  }

  /** What is asked for: the amount in euros and the term in months. */
  private record Wish(String product, int amount, int months) {}

  private Wish small() {
    return new Wish(
        oneOf("CONSUMER", "PERSONAL", "AUTO"), between(10, 200) * 50, between(1, 5) * 12);
  }

  private Wish medium() {
    return random.nextInt(5) == 0
        ? new Wish("BUSINESS", between(60, 500) * 100, between(2, 8) * 12)
        : new Wish(
            oneOf("CONSUMER", "PERSONAL", "AUTO"), between(101, 500) * 100, between(3, 7) * 12);
  }

  private Wish large() {
    return switch (random.nextInt(4)) {
      case 0 -> new Wish("PAYROLL", between(30, 400) * 100, between(2, 8) * 12);
      case 1 -> new Wish("BUSINESS", between(51, 400) * 1_000, between(5, 10) * 12);
      case 2 -> new Wish(oneOf("PERSONAL", "AUTO"), between(51, 100) * 1_000, between(5, 8) * 12);
      default -> mortgage();
    };
  }

  private Wish mortgage() {
    return new Wish("MORTGAGE", between(80, 450) * 1_000, between(15, 35) * 12);
  }

  /** An applicant who passes every check. */
  private Sample sound(int number, Scenario scenario, Wish wish) {
    var credits = new ArrayList<Credit>();
    if (random.nextInt(4) > 0) {
      credits.add(credit("COMPLETED", between(3, 9), 24, 12, "ON_TIME"));
    }
    if (random.nextInt(3) == 0) {
      credits.add(credit("ONGOING", 1, 60, 6, "ON_TIME"));
    }
    var applicant = earning(number, incomeFor(wish), List.copyOf(credits));
    return secured(sample(number, scenario, wish, applicant), 45, 85);
  }

  private Sample sample(int number, Scenario scenario, Wish wish, Applicant applicant) {
    var proposal =
        new Proposal(
            wish.product,
            Money.euros(wish.amount),
            wish.months,
            oneOf(PURPOSES.getOrDefault(wish.product, List.of())),
            applicant,
            Optional.empty());
    return new Sample(number, scenario, proposal, route(wish), Optional.empty());
  }

  private Sample known(Sample sample, Map<String, Object> bureau) {
    return new Sample(
        sample.number(), sample.scenario(), sample.proposal(), sample.route(), Optional.of(bureau));
  }

  /** The same, with a property if the product asks for one; the loan's share of it in percent. */
  private Sample secured(Sample sample, int fromPercent, int toPercent) {
    var proposal = sample.proposal();
    if (!proposal.product().equals("MORTGAGE")) {
      return sample;
    }
    var value = Double.parseDouble(proposal.amount().amount()) / share(fromPercent, toPercent);
    var property =
        new Property(Money.euros(tens(value)), oneOf("HOUSE", "APARTMENT"), oneOf(PLACES));
    return new Sample(
        sample.number(),
        sample.scenario(),
        proposal.securedBy(property),
        sample.route(),
        sample.bureau());
  }

  private Applicant earning(int number, double monthly, List<Credit> credits) {
    return new Applicant(
        today.minusYears(between(30, 62)).minusDays(between(1, 300)),
        oneOf("SINGLE", "MARRIED", "CIVIL_PARTNERSHIP", "DIVORCED", "WIDOWED"),
        random.nextInt(4),
        Money.euros(monthly),
        random.nextInt(5) == 0 ? "SELF_EMPLOYED" : "EMPLOYED",
        Optional.of(cpf(202_600_000L + 7_919L * number)),
        credits);
  }

  /** The Brazilian tax id of nine digits and the two that follow from them. */
  private static String cpf(long nineDigits) {
    var digits = new StringBuilder(String.valueOf(nineDigits));
    while (digits.length() < 11) {
      int sum = 0;
      for (int i = 0; i < digits.length(); i++) {
        sum += Character.digit(digits.charAt(i), 10) * (digits.length() + 1 - i);
      }
      digits.append(sum * 10 % 11 % 10);
    }
    return digits.toString();
  }

  private Credit credit(String status, int yearsAgo, int months, int payments, String paid) {
    var started = today.minusYears(yearsAgo).minusMonths(between(0, 5));
    return new Credit(
        oneOf("AUTO", "CONSUMER", "PERSONAL"),
        started,
        Money.euros(between(20, 80) * 100),
        months,
        oneOf("3.90", "4.00", "5.25"),
        status,
        IntStream.rangeClosed(1, payments)
            .mapToObj(month -> new Payment(started.plusMonths(month), paid))
            .toList());
  }

  /** Enough that the new payment, which is less than computed here, takes 12 to 27 % of it. */
  private double incomeFor(Wish wish) {
    double payment = (double) wish.amount / wish.months + wish.amount * 0.0027;
    return Math.max(2_100, tens(payment / share(12, 27)));
  }

  /** The table of the standard policy. */
  private static List<String> route(Wish wish) {
    int stages = wish.amount <= 10_000 ? 1 : wish.amount <= 50_000 ? 2 : 3;
    int atLeast =
        switch (wish.product) {
          case "BUSINESS" -> 2;
          case "PAYROLL" -> 3;
          default -> 1;
        };
    return Sample.STAGES.subList(0, Math.max(stages, atLeast));
  }

  private double share(int fromPercent, int toPercent) {
    return between(fromPercent, toPercent) / 100.0;
  }

  private static double tens(double value) {
    return Math.ceil(value / 10) * 10;
  }

  /** Both ends included. */
  private int between(int from, int to) {
    return from + random.nextInt(to - from + 1);
  }

  private String oneOf(String... choices) {
    return oneOf(List.of(choices));
  }

  private String oneOf(List<String> choices) {
    return choices.get(random.nextInt(choices.size()));
  }
}
