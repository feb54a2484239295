package id.laris.common.db;

import id.laris.common.errors.Errors;
import id.laris.common.errors.Reason;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Objects;

/** Sums that the database has made: it adds without a limit. */
public final class Sums {

  private static final BigInteger MOST = BigInteger.valueOf(Long.MAX_VALUE);

  private Sums() {}

  /**
   * Reads a column with a sum, which is never rounded or cut.
   *
   * <p>Errors: SUM_OUT_OF_RANGE where it does not fit into 64 bits.
   */
  public static long read(ResultSet row, String column) throws SQLException {
    BigDecimal sum = Objects.requireNonNull(row.getBigDecimal(column), column);
    BigInteger exact = sum.toBigIntegerExact();
    if (exact.abs().compareTo(MOST) > 0) {
      throw Errors.of(
              Reason.SUM_OUT_OF_RANGE,
              "The sum %s is more than a number of 64 bits can hold: ask for less at once, or correct what is too large."
                  .formatted(exact))
          .with("sum", exact.toString());
    }
    return exact.longValueExact();
  }
}
