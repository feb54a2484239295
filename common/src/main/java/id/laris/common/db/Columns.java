package id.laris.common.db;

import java.util.List;
import java.util.function.Function;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/** The columns of rows as arrays, for {@code unnest}: so one statement writes many rows. */
public final class Columns {

  private Columns() {}

  /** Returns one value of each row, in the order of the rows. */
  public static <T, C extends @Nullable Object> C[] column(
      List<T> rows, Function<T, C> value, IntFunction<C[]> array) {
    return rows.stream().map(value).toArray(array);
  }
}
