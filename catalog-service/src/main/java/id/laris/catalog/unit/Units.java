package id.laris.catalog.unit;

import id.laris.pos.v1.Variant.Unit;

/** The units that variants are sold by. A quantity counts the smallest step of the unit. */
public final class Units {

  private Units() {}

  /** The unit of a stored name. */
  public static Unit named(String name) {
    return Unit.valueOf(name);
  }

  /** Decimals of the unit: 3 where one whole unit is 1000 of the smallest step. */
  public static int decimals(Unit unit) {
    return switch (unit) {
      case KILOGRAM, LITER, METER -> 3;
      case HOUR -> 2;
      // What is not said is sold by the piece.
      case PIECE, GRAM, MILLILITER, UNIT_UNSPECIFIED, UNRECOGNIZED -> 0;
    };
  }

  /** One whole unit, in its smallest step. */
  public static long oneWhole(Unit unit) {
    long steps = 1;
    for (int i = 0; i < decimals(unit); i++) {
      steps *= 10;
    }
    return steps;
  }
}
