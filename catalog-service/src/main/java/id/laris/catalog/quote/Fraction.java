package id.laris.catalog.quote;

import java.math.BigInteger;

/** An exact number that is not negative, for quantities that are rounded once, at the very end. */
record Fraction(BigInteger numerator, BigInteger denominator) {

  Fraction {
    BigInteger common = numerator.gcd(denominator);
    numerator = numerator.divide(common);
    denominator = denominator.divide(common);
  }

  static Fraction of(long numerator, long denominator) {
    return new Fraction(BigInteger.valueOf(numerator), BigInteger.valueOf(denominator));
  }

  Fraction plus(Fraction other) {
    return new Fraction(
        numerator.multiply(other.denominator).add(other.numerator.multiply(denominator)),
        denominator.multiply(other.denominator));
  }

  Fraction times(Fraction other) {
    return new Fraction(
        numerator.multiply(other.numerator), denominator.multiply(other.denominator));
  }

  /** The nearest whole number, the larger of two. */
  BigInteger roundedHalfUp() {
    return numerator.shiftLeft(1).add(denominator).divide(denominator.shiftLeft(1));
  }
}
