package id.laris.staff.shift;

import static java.nio.charset.StandardCharsets.UTF_8;

import id.laris.common.Caller;
import id.laris.common.Ids;
import id.laris.common.auth.Tills;
import id.laris.common.db.Writes;
import id.laris.common.errors.Errors;
import id.laris.common.errors.PosException;
import id.laris.common.errors.Reason;
import id.laris.common.grpc.CallContext;
import id.laris.common.grpc.Protos;
import id.laris.pos.v1.OpenShiftRequest;
import id.laris.pos.v1.OpenShiftResponse;
import java.time.Clock;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;

/**
 * Opens a shift of a register, in three steps: store it as OPENING, tell sales, and store it as
 * OPEN. If the call stops in between, a repetition of it continues, or {@link UnfinishedShifts}.
 *
 * <p>A repeated request with the same client-made id returns the shift in its current state.
 *
 * <p>Errors: VALIDATION_FAILED of the opening float, or without a register; PERMISSION_DENIED for
 * another register or employee than the caller's; NOT_FOUND of register or employee;
 * ILLEGAL_STATE_TRANSITION of a register that is RETIRED; ALREADY_EXISTS where the register has a
 * shift that is not CLOSED (shift_id), or the id was made by another request; UNAVAILABLE.
 */
@Component
public class OpenShift {

  private final Shifts shifts;
  private final TillRegisters registers;
  private final Actor actor;
  private final ShiftOpening opening;
  private final Writes writes;
  private final Clock clock;

  OpenShift(
      Shifts shifts,
      TillRegisters registers,
      Actor actor,
      ShiftOpening opening,
      Writes writes,
      Clock clock) {
    this.shifts = shifts;
    this.registers = registers;
    this.actor = actor;
    this.opening = opening;
    this.writes = writes;
    this.clock = clock;
  }

  public OpenShiftResponse run(OpenShiftRequest request) {
    return writes
        .answeredBefore(request, OpenShiftResponse.parser())
        .orElseGet(() -> open(request, id(request)));
  }

  private OpenShiftResponse open(OpenShiftRequest request, UUID id) {
    opening.finish(begun(request, id));
    return writes.once(
        request,
        OpenShiftResponse.parser(),
        () ->
            OpenShiftResponse.newBuilder()
                .setShift(shifts.findById(id).orElseThrow().toProto())
                .build());
  }

  /** The same call at the same moment may have been first: then its shift is found. */
  private Shift begun(OpenShiftRequest request, UUID id) {
    try {
      return writes.run(() -> begin(request, id));
    } catch (PosException e) {
      if (e.reason() != Reason.ALREADY_EXISTS) {
        throw e;
      }
      return writes.run(() -> begin(request, id));
    }
  }

  /** The client's; else the same for the same call under an idempotency key. */
  private static UUID id(OpenShiftRequest request) {
    String key = CallContext.current().idempotencyKey();
    if (!request.getId().isEmpty() || key == null) {
      return Ids.orNext(request.getId());
    }
    String name = "OpenShift %s %s".formatted(Caller.current().tenantId(), key);
    return UUID.nameUUIDFromBytes(name.getBytes(UTF_8));
  }

  private Shift begin(OpenShiftRequest request, UUID id) {
    UUID registerId = registerId(request);
    Tills.requireAt(registerId);
    TillRegisters.TillRegister register = registers.hold(registerId);
    Shift wanted =
        new Shift(
            id,
            registerId,
            register.locationId(),
            Protos.money("opening_float", request.getOpeningFloat(), 0, Protos.MAX_AMOUNT),
            Actor.of(request.getEmployeeId()),
            clock.instant());
    Optional<Shift> stored = shifts.findById(id);
    if (stored.isPresent()) {
      if (!stored.get().isSameAs(wanted)) {
        throw Errors.alreadyExists(Shift.RESOURCE, id);
      }
      return stored.get();
    }
    var _ = register.requireActive();
    actor.require(Actor.of(request.getEmployeeId()));
    shifts
        .findUnclosed(registerId)
        .ifPresent(
            open -> {
              throw hasOpenShift(registerId).with("shift_id", open.id());
            });
    return shifts.saveAndFlush(wanted);
  }

  private static UUID registerId(OpenShiftRequest request) {
    UUID ofToken = Caller.current().registerId();
    if (request.getRegisterId().isEmpty() && ofToken == null) {
      throw Errors.invalid("register_id", "is required, because the caller is not at a register");
    }
    return request.getRegisterId().isEmpty() && ofToken != null
        ? ofToken
        : Ids.parse(request.getRegisterId());
  }

  private static PosException hasOpenShift(UUID registerId) {
    return Errors.of(
            Reason.ALREADY_EXISTS,
            "The register %s has a shift that is not closed: close it before another is opened."
                .formatted(registerId))
        .with("resource", Shift.RESOURCE)
        .with("register_id", registerId);
  }
}
