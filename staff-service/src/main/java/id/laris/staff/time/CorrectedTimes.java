package id.laris.staff.time;

import id.laris.common.errors.Errors;
import id.laris.common.grpc.Protos;
import id.laris.pos.v1.CorrectTimeEntryRequest;
import id.laris.pos.v1.TimeEntry.Status;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The times that a correction gives an entry. They fit each other: nothing ends before it begins,
 * breaks follow each other within the entry, and nothing is in the future.
 *
 * @param clockedOutAt null of an entry that is open
 */
record CorrectedTimes(Instant clockedInAt, @Nullable Instant clockedOutAt, List<TimeBreak> breaks) {

  /** The longest entry. Those that may touch a time are found by their beginning because of it. */
  static final Duration LONGEST = Duration.ofDays(7);

  static final int MOST_BREAKS = 50;

  /** A time before this one is a mistake. */
  private static final Duration OLDEST = Duration.ofDays(3_653);

  /** Errors: VALIDATION_FAILED for times that do not fit each other. */
  static CorrectedTimes of(CorrectTimeEntryRequest request, Instant now) {
    CorrectedTimes times =
        new CorrectedTimes(
            Protos.instant("clocked_in_at", request.getClockedInAt()),
            request.hasClockedOutAt()
                ? Protos.instant("clocked_out_at", request.getClockedOutAt())
                : null,
            TimeBreak.of(request.getBreaksList()));
    times.check(now);
    return times;
  }

  private void check(Instant now) {
    requireNotAfter("clocked_in_at", clockedInAt, now, "now");
    if (clockedInAt.isBefore(now.minus(OLDEST))) {
      throw Errors.invalid("clocked_in_at", "must not be more than ten years ago");
    }
    if (clockedOutAt != null) {
      requireNotAfter("clocked_in_at", clockedInAt, clockedOutAt, "clocked_out_at");
      requireNotAfter("clocked_out_at", clockedOutAt, now, "now");
      requireNotAfter(
          "clocked_out_at", clockedOutAt, clockedInAt.plus(LONGEST), "7 days after clocked_in_at");
    }
    Instant end = clockedOutAt == null ? now : clockedOutAt;
    Instant last = clockedInAt;
    for (int i = 0; i < breaks.size(); i++) {
      String field = "breaks[%d]".formatted(i);
      TimeBreak one = breaks.get(i);
      if (one.startedAt().isBefore(last)) {
        throw Errors.invalid(
            field + ".started_at", "must not be before %s, where it comes after".formatted(last));
      }
      if (one.endedAt() == null && (clockedOutAt != null || i < breaks.size() - 1)) {
        throw Errors.invalid(
            field + ".ended_at", "must be given, except for the last break of an open entry");
      }
      last = one.endedAt() == null ? one.startedAt() : one.endedAt();
      if (last.isBefore(one.startedAt())) {
        throw Errors.invalid(field + ".ended_at", "must not be before started_at");
      }
      requireNotAfter(field, last, end, "the end of the entry");
    }
  }

  private static void requireNotAfter(String field, Instant time, Instant limit, String of) {
    if (time.isAfter(limit)) {
      throw Errors.invalid(field, "must not be after %s (%s)".formatted(of, limit));
    }
  }

  /** The status of an entry with these times. */
  Status status() {
    if (clockedOutAt != null) {
      return Status.ENDED;
    }
    boolean onBreak = !breaks.isEmpty() && !breaks.getLast().isOver();
    return onBreak ? Status.ON_BREAK : Status.WORKING;
  }
}
