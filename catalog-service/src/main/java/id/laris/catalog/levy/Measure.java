package id.laris.catalog.levy;

import id.laris.common.errors.Errors;
import id.laris.common.grpc.Protos;
import id.laris.pos.v1.Money;
import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import org.jspecify.annotations.Nullable;

/**
 * The size of a levy: a rate or an amount, never both.
 *
 * @param ratePpm in parts per million; null where it is an amount
 * @param amount in minor units; null where it is a rate
 * @param currency of the amount
 */
@Embeddable
public record Measure(
    @Column(name = "rate_ppm") @Nullable Long ratePpm,
    @Column(name = "amount") @Nullable Long amount,
    @Column(name = "currency") @Nullable String currency) {

  private static final long MAX_AMOUNT = 1_000_000_000_000_000L;

  public static Measure rate(long ratePpm) {
    return new Measure(ratePpm, null, null);
  }

  /** Refuses a negative amount, one above 10^15 and an unknown currency. */
  public static Measure amount(String field, Money money) {
    if (money.getAmount() < 0 || money.getAmount() > MAX_AMOUNT) {
      throw Errors.invalid(field + ".amount", "must be from 0 to 10^15 minor units");
    }
    return new Measure(
        null, money.getAmount(), Protos.currency(field + ".currency", money.getCurrency()));
  }

  /** The amount as the wire has it; null where it is a rate. */
  public @Nullable Money money() {
    return amount == null || currency == null ? null : Protos.money(amount, currency);
  }

  /**
   * Returns whether it can be computed in this currency: a rate can in all, an amount only in its
   * own.
   */
  public boolean fits(String orderCurrency) {
    return currency == null || currency.equals(orderCurrency);
  }
}
