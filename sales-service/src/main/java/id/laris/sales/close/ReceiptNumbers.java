package id.laris.sales.close;

import id.laris.common.Caller;
import id.laris.sales.location.OrderLocation;
import id.laris.sales.order.Order;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Gives receipt numbers: {@code JKT-20260115-0001}, one after the other for each location and
 * business date, without a gap. The counter is incremented in the transaction that completes the
 * order, and its row is locked until that ends: the next completion waits, and gets the same number
 * if the transaction is rolled back.
 *
 * <p>The series is the location code in the order. If a code passes from one location to another on
 * the same day, it stays the series of the first; the receipts of the other have the end of its id
 * after the code, because two locations must not share a series.
 */
@Component
public class ReceiptNumbers {

  /** The series of orders without a location. */
  private static final String NO_LOCATION = "POS";

  /** Begins the series of returns, so that each location has one for itself. */
  private static final String RETURNS = "R-";

  private static final int ID_DIGITS = 12;

  private final JdbcClient jdbc;

  ReceiptNumbers(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  String next(Order order, LocalDate businessDate) {
    return next("", order, businessDate);
  }

  /** Returns the number of a return of the order, in a series of its own: {@code R-JKT-...}. */
  public String nextOfReturn(Order order, LocalDate businessDate) {
    return next(RETURNS, order, businessDate);
  }

  private String next(String kind, Order order, LocalDate businessDate) {
    OrderLocation location = order.location();
    UUID locationId = location == null ? null : order.details().locationId();
    String series = kind + (location == null ? NO_LOCATION : location.code());
    return next(series, locationId, businessDate)
        .or(() -> next(series + "." + lastDigits(locationId), locationId, businessDate))
        .orElseThrow(() -> new IllegalStateException("two locations share " + series));
  }

  /**
   * Returns the next number of the series; nothing if it belongs to another location on this day.
   */
  private Optional<String> next(String series, @Nullable UUID locationId, LocalDate businessDate) {
    return jdbc.sql(
            """
            insert into sales.receipt_counter as counter (tenant_id, series, business_date, last_number, location_id)
            values (:tenant, :series, :day, 1, :location)
            on conflict (tenant_id, series, business_date) do update set last_number = counter.last_number + 1
              where counter.location_id is not distinct from excluded.location_id
            returning last_number
            """)
        .param("tenant", Caller.current().tenantId())
        .param("series", series)
        .param("day", businessDate)
        .param("location", locationId)
        .query(Integer.class)
        .optional()
        .map(number -> format(series, businessDate, number));
  }

  private static String format(String series, LocalDate businessDate, int number) {
    return String.format(
        Locale.ROOT,
        "%s-%s-%04d",
        series,
        DateTimeFormatter.BASIC_ISO_DATE.format(businessDate),
        number);
  }

  private static String lastDigits(@Nullable UUID locationId) {
    String digits = String.valueOf(locationId);
    return digits.substring(Math.max(0, digits.length() - ID_DIGITS));
  }
}
