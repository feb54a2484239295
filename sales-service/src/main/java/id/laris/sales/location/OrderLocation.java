package id.laris.sales.location;

import java.time.ZoneId;

/**
 * A location as it was when an order was begun there. The order keeps it: what the location is
 * called or how it rounds later is not for orders begun before.
 *
 * @param code the series of its receipt numbers
 * @param currency that of its cash rounding: a step of one currency means nothing in another
 */
public record OrderLocation(
    String code,
    String timeZone,
    int businessDayCutoffMinutes,
    String currency,
    CashRounding cashRounding) {

  public BusinessDay businessDay() {
    return new BusinessDay(ZoneId.of(timeZone), businessDayCutoffMinutes);
  }

  /** What is owed for the amount when it is paid in cash. */
  public long roundCash(long amount, String amountCurrency) {
    return amountCurrency.equals(currency) ? cashRounding.round(amount) : amount;
  }
}
