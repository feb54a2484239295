package id.laris.torture.check;

import com.google.errorprone.annotations.FormatMethod;
import java.util.ArrayList;
import java.util.List;

/** The violations that a check collects while it looks. */
final class Findings {

  private final List<String> wrong = new ArrayList<>();
  private long looked;

  void looked() {
    looked++;
  }

  void looked(long at) {
    looked += at;
  }

  @FormatMethod
  void require(boolean holds, String format, Object... values) {
    if (!holds) {
      wrong.add(String.format(format, values));
    }
  }

  CheckResult verdict(String name, String at) {
    return new CheckResult(name, looked, at, wrong);
  }
}
