package id.laris.demo;

import java.time.LocalDate;
import java.util.UUID;

/**
 * A shift of a register: the drawer's day.
 *
 * @param openedBy the one who sells there until the handover
 * @param closedBy the one who sells there from then on
 * @param zNumber the number of its Z report
 * @param difference what the count will find beyond what is expected, in minor units
 */
record PlannedShift(
    UUID id,
    int shop,
    int register,
    LocalDate day,
    long openedMillis,
    long handoverMillis,
    long closedMillis,
    UUID openedBy,
    UUID closedBy,
    int zNumber,
    long difference) {}
