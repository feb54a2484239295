package id.laris.sales.location;

import java.time.ZoneId;
import java.util.Objects;

/**
 * A location as it was when an order was created there. The order keeps this copy, so that later
 * changes of the location do not affect it.
 *
 * @param code the series of its receipt numbers
 * @param name empty for orders that were created before it was copied
 * @param address as the name
 * @param currency that of its cash rounding: a step of one currency means nothing in another
 */
public record OrderLocation(
    String code,
    String name,
    String address,
    String timeZone,
    int businessDayCutoffMinutes,
    String currency,
    CashRounding cashRounding) {

  /** The stored copies of older orders have no name and no address. */
  public OrderLocation {
    name = Objects.requireNonNullElse(name, "");
    address = Objects.requireNonNullElse(address, "");
  }

  public BusinessDay businessDay() {
    return new BusinessDay(ZoneId.of(timeZone), businessDayCutoffMinutes);
  }

  /** Returns the amount due in cash, after the cash rounding of the location. */
  public long roundCash(long amount, String amountCurrency) {
    return amountCurrency.equals(currency) ? cashRounding.round(amount) : amount;
  }
}
