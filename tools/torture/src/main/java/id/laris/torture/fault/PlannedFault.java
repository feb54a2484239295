package id.laris.torture.fault;

/**
 * A fault that will happen.
 *
 * @param calmMillis before it
 * @param lastsMillis from its begin to its end
 * @param overlaps whether the next one may come before sales go on
 * @param pick chooses its target, where there are several
 */
record PlannedFault(
    FaultKind kind, long calmMillis, long lastsMillis, boolean overlaps, int pick) {}
