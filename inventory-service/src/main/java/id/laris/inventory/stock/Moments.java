package id.laris.inventory.stock;

import com.google.protobuf.Timestamp;
import id.laris.common.errors.Errors;
import id.laris.common.grpc.Protos;
import java.time.Instant;

/** Times at which something is said to have happened. */
public final class Moments {

  private Moments() {}

  /** Returns the given time, which must not be in the future, or now if none was given. */
  public static Instant past(String field, boolean given, Timestamp time, Instant now) {
    if (!given) {
      return now;
    }
    Instant moment = Protos.instant(field, time);
    if (moment.isAfter(now)) {
      throw Errors.invalid(field, "must not be in the future: the time is now %s".formatted(now));
    }
    return moment;
  }
}
