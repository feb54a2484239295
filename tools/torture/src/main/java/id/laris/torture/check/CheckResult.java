package id.laris.torture.check;

import java.util.List;

/**
 * The result of a check.
 *
 * @param name of the check
 * @param looked at how many
 * @param at of what
 * @param wrong each violation, in words
 */
public record CheckResult(String name, long looked, String at, List<String> wrong) {

  public CheckResult {
    wrong = List.copyOf(wrong);
  }

  /** A check that has seen nothing has proved nothing. */
  public boolean passed() {
    return looked > 0 && wrong.isEmpty();
  }
}
