package id.laris.demo;

import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Names of people, put together from syllables. The name of rank n is borne by about 1/n as many as
 * the first: so some are those of one customer in twelve, and most are rare.
 */
public final class PeopleNames {

  /** How many given names there are, and as many family names. */
  static final int COUNT = 3_000;

  private static final List<String> FIRST_OF_GIVEN =
      List.of(
          "si", "bu", "de", "a", "ri", "ma", "wa", "jo", "fe", "ni", "lo", "yu", "ha", "gu", "pra",
          "in");
  private static final List<String> FIRST_OF_FAMILY =
      List.of(
          "san", "ra", "le", "wi", "ku", "su", "ha", "si", "pu", "no", "tan", "hi", "mu", "pra",
          "gu", "na");
  private static final List<String> NEXT =
      List.of(
          "ti", "di", "wi", "ka", "ra", "ni", "mi", "to", "ri", "na", "sa", "lu", "wan", "dah",
          "so", "ya");

  private static final int SHORT = 48;

  private PeopleNames() {}

  /** The given name of that rank, in lower case. */
  public static String given(int rank) {
    String two = of(FIRST_OF_GIVEN, rank * 7) + of(NEXT, rank / 16);
    return rank > SHORT ? two + of(NEXT, rank / 256 + rank) : two;
  }

  /** The family name of that rank, in lower case. */
  public static String family(int rank) {
    return of(FIRST_OF_FAMILY, rank * 11)
        + of(NEXT, rank / 16 + 7)
        + of(NEXT, rank / 256 + rank * 3)
        + (rank % 3 == 0 ? "to" : "ra");
  }

  private static String of(List<String> syllables, int number) {
    return syllables.get(number % syllables.size());
  }

  /** The rank of the name of somebody who comes in. */
  public static int anyRank() {
    return (int) Math.exp(Math.log(COUNT) * ThreadLocalRandom.current().nextDouble());
  }
}
