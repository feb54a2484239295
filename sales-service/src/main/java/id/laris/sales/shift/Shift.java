package id.laris.sales.shift;

import id.laris.common.grpc.Protos;
import id.laris.pos.v1.RegisterShift;
import id.laris.pos.v1.RegisterShift.State;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A shift of a register.
 *
 * @param endedAt null while it is OPEN
 */
record Shift(
    UUID id, UUID registerId, UUID locationId, Instant begunAt, @Nullable Instant endedAt) {

  static final String RESOURCE = "shift";

  boolean isOpen() {
    return endedAt == null;
  }

  Shift endedAt(Instant now) {
    return new Shift(id, registerId, locationId, begunAt, now);
  }

  RegisterShift toProto() {
    RegisterShift.Builder proto =
        RegisterShift.newBuilder()
            .setShiftId(id.toString())
            .setRegisterId(registerId.toString())
            .setLocationId(locationId.toString())
            .setState(isOpen() ? State.OPEN : State.CLOSED);
    Protos.setTime(begunAt, proto::setBegunAt);
    Protos.setTime(endedAt, proto::setEndedAt);
    return proto.build();
  }
}
