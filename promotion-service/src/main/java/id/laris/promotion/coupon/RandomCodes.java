package id.laris.promotion.coupon;

import id.laris.common.errors.Errors;
import java.math.BigInteger;
import java.security.SecureRandom;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** Draws codes that nobody can guess. */
@Component
class RandomCodes {

  private static final int SHORTEST = 6;
  private static final int FEWEST_CHARACTERS = 8;

  /** So many codes there must be for each coupon. */
  private static final long CODES_PER_COUPON = 1_000;

  private final SecureRandom random = new SecureRandom();

  /** Refuses a batch whose codes could be guessed. */
  void requireSecret(CouponBatch batch) {
    if (batch.length() < SHORTEST) {
      throw Errors.invalid("length", "must be between 6 and 24, or 0 for 8");
    }
    long characters = CouponCode.key(batch.alphabet()).chars().distinct().count();
    if (characters < FEWEST_CHARACTERS) {
      throw Errors.invalid(
          "alphabet",
          "must have at least 8 different letters and digits; capitals are not different");
    }
    BigInteger codes = BigInteger.valueOf(characters).pow(batch.length());
    if (codes.compareTo(BigInteger.valueOf(CODES_PER_COUPON * batch.wanted())) < 0) {
      throw Errors.invalid(
          "length",
          "is too short: there must be 1,000 times as many codes as coupons, so that codes cannot be guessed");
    }
  }

  /** Draws the codes of coupons, with the prefix of their batch. */
  Stream<String> draw(CouponBatch batch, int count) {
    return Stream.generate(() -> batch.prefix() + draw(batch)).limit(count);
  }

  private String draw(CouponBatch batch) {
    StringBuilder code = new StringBuilder(batch.length());
    for (int i = 0; i < batch.length(); i++) {
      code.append(batch.alphabet().charAt(random.nextInt(batch.alphabet().length())));
    }
    return code.toString();
  }
}
