package id.laris.torture.fault;

/**
 * A fault as it happened.
 *
 * @param target the process or connection that it hit, where there are several
 * @param fromMillis since the start of the run
 * @param untilMillis when it was undone; of a kill the same as fromMillis, of a process that was
 *     asked to end when it had ended
 * @param recoveredMillis when the first sale after it was answered; negative where none was
 */
public record InjectedFault(
    FaultKind kind, String target, long fromMillis, long untilMillis, long recoveredMillis) {

  /** From the kill, or the end of what was done, to the next sale. */
  public long recoveryMillis() {
    return recoveredMillis - untilMillis;
  }
}
