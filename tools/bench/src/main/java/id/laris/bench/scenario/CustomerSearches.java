package id.laris.bench.scenario;

import id.laris.bench.load.Caller;
import id.laris.client.LarisClient;
import id.laris.demo.Clientele;
import id.laris.demo.PeopleNames;
import id.laris.pos.v1.PaginationRequest;
import id.laris.pos.v1.SearchCustomersRequest;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.IntFunction;
import java.util.function.Supplier;

/** Searches customers by everything that people say of themselves, a screenful at a time. */
final class CustomerSearches {

  private static final PaginationRequest SCREENFUL =
      PaginationRequest.newBuilder().setPageSize(20).build();

  /** The names of this rank and before are those of a tenth to a hundredth of all customers. */
  private static final int COMMON = 12;

  /** A kind of query, with a row of its own in the table. */
  private record Kind(String name, Supplier<String> query) {}

  private static final List<Kind> KINDS =
      List.of(
          new Kind("name", CustomerSearches::given),
          new Kind("two names", () -> given() + " " + family()),
          new Kind("two names, few have both", () -> two(PeopleNames::given)),
          new Kind("beginnings", () -> first(3, given()) + " " + first(3, family())),
          new Kind(
              "beginnings, few have both", () -> two(rank -> first(2, PeopleNames.given(rank)))),
          new Kind("one letter", () -> first(1, given())),
          new Kind("two letters", () -> first(1, given()) + " " + first(1, family())),
          new Kind("typing error", () -> misspelt(family())),
          new Kind("last digits", () -> digits(4)),
          new Kind("name, last digits", () -> given() + " " + digits(3)),
          new Kind("e-mail", () -> given() + "." + first(3, family())),
          new Kind("number", () -> "C-0" + digits(5)),
          new Kind("nobody", () -> "qx" + digits(2) + " " + given()));

  private CustomerSearches() {}

  static Caller open(String target, Clientele clientele) {
    LarisClient client = LarisClient.to(target).as(clientele.tenantId());
    Iterator<Kind> turns = Shops.inTurn(KINDS);
    return Caller.of(
        client::close,
        stopwatch -> {
          Kind kind = turns.next();
          SearchCustomersRequest request =
              SearchCustomersRequest.newBuilder()
                  .setQuery(kind.query.get())
                  .setPagination(SCREENFUL)
                  .build();
          stopwatch.call(
              "SearchCustomers (" + kind.name + ")",
              () -> client.customers().searchCustomers(request));
        });
  }

  private static String given() {
    return PeopleNames.given(PeopleNames.anyRank());
  }

  private static String family() {
    return PeopleNames.family(PeopleNames.anyRank());
  }

  /** Two different ones of the common names. */
  private static String two(IntFunction<String> name) {
    int one = ThreadLocalRandom.current().nextInt(COMMON);
    int further = 1 + ThreadLocalRandom.current().nextInt(COMMON - 1);
    return name.apply(1 + one) + " " + name.apply(1 + (one + further) % COMMON);
  }

  private static String first(int letters, String name) {
    return name.substring(0, letters);
  }

  /** The name without its third letter. */
  private static String misspelt(String name) {
    return name.substring(0, 2) + name.substring(3);
  }

  private static String digits(int count) {
    int bound = (int) Math.pow(10, count);
    return String.format(
        Locale.ROOT, "%0" + count + "d", ThreadLocalRandom.current().nextInt(bound));
  }
}
