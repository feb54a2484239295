package id.laris.rules;

/** An amount off the lines, never more than what is left of them. */
final class AmountOff implements Benefit {
  private final int[] lines;
  private final long amount;

  AmountOff(int[] lines, long amount) {
    this.lines = lines;
    this.amount = amount;
  }

  @Override
  public int[] lines() {
    return lines;
  }

  @Override
  public long amount(Tally tally, byte upTo, Take take) {
    long base = 0;
    for (int line : lines) {
      if (tally.isOpen(line, upTo)) {
        base += tally.left(line);
        take.add(line, tally.left(line));
      }
    }
    return Math.min(base, amount);
  }

  @Override
  public String whyNothing() {
    return "These goods cost nothing.";
  }
}
