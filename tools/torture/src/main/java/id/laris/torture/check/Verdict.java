package id.laris.torture.check;

import java.util.List;

/**
 * What a check has found.
 *
 * @param name of the check
 * @param looked at how many
 * @param at of what
 * @param wrong each violation, in words
 */
public record Verdict(String name, long looked, String at, List<String> wrong) {

  public Verdict {
    wrong = List.copyOf(wrong);
  }

  /** A check that has seen nothing has proved nothing. */
  public boolean passed() {
    return looked > 0 && wrong.isEmpty();
  }
}
