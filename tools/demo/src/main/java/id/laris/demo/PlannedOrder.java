package id.laris.demo;

import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An order of the year.
 *
 * @param sample what it repeats
 * @param atMillis when it was made
 * @param shiftId the one that is open at its register
 * @param receiptNumber null for one that was voided
 * @param customerId null for a stranger's
 */
record PlannedOrder(
    UUID id,
    UUID sample,
    long atMillis,
    LocalDate day,
    @Nullable String receiptNumber,
    UUID employeeId,
    UUID shiftId,
    @Nullable UUID customerId) {}
