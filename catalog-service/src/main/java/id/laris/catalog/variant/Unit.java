package id.laris.catalog.variant;

import id.laris.pos.v1.Variant;
import org.jspecify.annotations.Nullable;

/** The unit of a variant, and the steps in which it is counted. The names are in the database. */
public enum Unit {
  PIECE(0),
  KILOGRAM(3),
  GRAM(0),
  LITER(3),
  MILLILITER(0),
  METER(3),
  HOUR(2);

  private final int decimals;

  Unit(int decimals) {
    this.decimals = decimals;
  }

  /** A quantity of 10^decimals is one whole unit. */
  public int decimals() {
    return decimals;
  }

  /** Returns whether a step of the unit is a gram, as on the label of a scale. */
  public boolean isWeight() {
    return this == KILOGRAM || this == GRAM;
  }

  /** One whole unit, in its smallest step. */
  public long oneWhole() {
    long steps = 1;
    for (int i = 0; i < decimals; i++) {
      steps *= 10;
    }
    return steps;
  }

  /**
   * Returns the number of steps of stock in one whole unit: those of its stock unit, else its own.
   *
   * @param stockQuantity how much one whole is in the stock unit; 0 without one
   */
  public long stockSteps(long stockQuantity) {
    return stockQuantity == 0 ? oneWhole() : stockQuantity;
  }

  /** The unit of the request; a variant without one is sold by the piece. */
  static Unit of(Variant.Unit unit) {
    Unit named = orNull(unit);
    return named == null ? PIECE : named;
  }

  /** The unit of the request; null where it names none. */
  static @Nullable Unit orNull(Variant.Unit unit) {
    return unit == Variant.Unit.UNIT_UNSPECIFIED ? null : valueOf(unit.name());
  }

  public Variant.Unit toProto() {
    return Variant.Unit.valueOf(name());
  }
}
