package id.laris.staff.shift;

import static id.laris.common.grpc.Protos.MAX_AMOUNT;
import static id.laris.common.grpc.Protos.money;

import id.laris.common.Caller;
import id.laris.common.Ids;
import id.laris.common.auth.Tills;
import id.laris.common.db.Filter;
import id.laris.common.db.Resource;
import id.laris.common.db.Resources;
import id.laris.common.errors.Errors;
import id.laris.common.errors.Reason;
import id.laris.common.grpc.Protos;
import id.laris.common.money.Amounts;
import id.laris.events.types.StaffEvents;
import id.laris.pos.v1.CashCount.Denomination;
import id.laris.pos.v1.CashMovement.Kind;
import id.laris.pos.v1.CountShiftRequest;
import id.laris.pos.v1.ListShiftsRequest;
import id.laris.pos.v1.RecordCashMovementRequest;
import id.laris.pos.v1.Shift.State;
import java.util.List;
import java.util.UUID;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Shifts, movements and counts as resources: shifts are read here, and movements and counts are
 * recorded. A movement or a count locks its shift, so that none comes while it is closed.
 */
@Configuration(proxyBeanMethods = false)
class DrawerResources {

  /** Lets the drawer be opened without a movement of money, which is how money leaves unseen. */
  private static final String NO_SALE = "shifts.no_sale";

  /** Every movement is in the report. */
  private static final int MOST_MOVEMENTS = 1_000;

  @Bean
  Resource<Shift, id.laris.pos.v1.Shift> shiftResource(Resources resources, Shifts shifts) {
    return resources
        .of(Shift.RESOURCE, shifts, StaffEvents.SHIFT)
        .content(Shift::toProto)
        .filter(ListShiftsRequest.class, DrawerResources::filter)
        .build();
  }

  private static Filter<Shift> filter(ListShiftsRequest request) {
    return Filter.<Shift>all()
        .equal("registerId", Ids.parseOrNull(request.getRegisterId()))
        .equal("locationId", Ids.parseOrNull(request.getLocationId()))
        .equal("state", request.getState() == State.STATE_UNSPECIFIED ? null : request.getState())
        .atLeast("openedAt", request.hasFrom() ? Protos.instant("from", request.getFrom()) : null)
        .before("openedAt", request.hasTo() ? Protos.instant("to", request.getTo()) : null);
  }

  /**
   * Beside the errors of every resource: PERMISSION_DENIED of NO_SALE; REASON_REQUIRED;
   * VALIDATION_FAILED of the amount; NOT_FOUND of shift or employee; ILLEGAL_STATE_TRANSITION of a
   * shift that is not OPEN.
   */
  @Bean
  Resource<CashMovement, id.laris.pos.v1.CashMovement> cashMovementResource(
      Resources resources, CashMovements movements, Shifts shifts, Actor actor) {
    return resources
        .of("movement", movements, StaffEvents.CASH_MOVEMENT)
        .fresh(CashMovement::new)
        .content(CashMovement::toProto)
        .described(RecordCashMovementRequest.class, DrawerResources::movement)
        .isSame((stored, wanted) -> stored.asWanted().equals(wanted.row().asWanted()))
        .apply(change -> {})
        .beforeSave(
            changes ->
                changes.forEach(
                    change -> {
                      actor.require(Ids.parse(change.after().getEmployeeId()));
                      requireRoom(movements, change.row().shiftId());
                      change.row().join(locked(shifts, change.row().shiftId()));
                    }))
        .build();
  }

  private static id.laris.pos.v1.CashMovement movement(RecordCashMovementRequest request) {
    if (request.getKind() == Kind.NO_SALE && !Caller.current().may(NO_SALE)) {
      throw Errors.permissionDenied(NO_SALE);
    }
    if (request.getReason().isEmpty()) {
      throw Errors.invalid(
          Reason.REASON_REQUIRED, "reason", "is required: give the reason for the movement");
    }
    if ((request.getAmount() == 0) != (request.getKind() == Kind.NO_SALE)) {
      throw Errors.invalid(
          "amount",
          request.getAmount() == 0
              ? "must be more than 0: use NO_SALE if no money is moved"
              : "must be 0, because NO_SALE moves no money");
    }
    return id.laris.pos.v1.CashMovement.newBuilder()
        .setShiftId(request.getShiftId())
        .setKind(request.getKind())
        .setAmount(money(request.getAmount(), ""))
        .setReason(request.getReason())
        .setEmployeeId(Actor.of(request.getEmployeeId()).toString())
        .build();
  }

  private static void requireRoom(CashMovements movements, UUID shiftId) {
    if (movements.countByShiftId(shiftId) >= MOST_MOVEMENTS) {
      throw Errors.invalid(
          "shift_id",
          "has the maximum of %d movements: close the shift, and open another"
              .formatted(MOST_MOVEMENTS));
    }
  }

  /**
   * Beside the errors of every resource: VALIDATION_FAILED without pieces and amount, or of both
   * that differ; NOT_FOUND of shift or employee; ILLEGAL_STATE_TRANSITION of a shift that is not
   * OPEN.
   */
  @Bean
  Resource<CashCount, id.laris.pos.v1.CashCount> cashCountResource(
      Resources resources, CashCounts counts, Shifts shifts, Actor actor) {
    return resources
        .of("count", counts, StaffEvents.CASH_COUNT)
        .fresh(CashCount::new)
        .content(CashCount::toProto)
        .described(CountShiftRequest.class, DrawerResources::count)
        .isSame((stored, wanted) -> stored.asWanted().equals(wanted.row().asWanted()))
        .apply(change -> {})
        .beforeSave(
            changes ->
                changes.forEach(
                    change -> {
                      actor.require(Ids.parse(change.after().getEmployeeId()));
                      change.row().join(locked(shifts, change.row().shiftId()));
                    }))
        .build();
  }

  private static id.laris.pos.v1.CashCount count(CountShiftRequest request) {
    List<Denomination> pieces = request.getDenominationsList();
    if (pieces.isEmpty() && !request.hasAmount()) {
      throw Errors.invalid("amount", "is required, unless the pieces are given in denominations");
    }
    if (pieces.stream().map(Denomination::getValue).distinct().count() < pieces.size()) {
      throw Errors.invalid("denominations", "must have each value once");
    }
    long sum =
        pieces.stream()
            .mapToLong(piece -> Amounts.multiply(piece.getValue(), piece.getCount()))
            .reduce(0, Amounts::add);
    if (sum > MAX_AMOUNT) {
      throw Errors.invalid(
          "denominations", "must be worth at most %d minor units".formatted(MAX_AMOUNT));
    }
    if (!pieces.isEmpty() && request.hasAmount() && request.getAmount() != sum) {
      throw Errors.invalid(
          "amount", "is not the %d that the pieces are worth: count again".formatted(sum));
    }
    return id.laris.pos.v1.CashCount.newBuilder()
        .setShiftId(request.getShiftId())
        .setAmount(money(pieces.isEmpty() ? request.getAmount() : sum, ""))
        .addAllDenominations(pieces)
        .setEmployeeId(Actor.of(request.getEmployeeId()).toString())
        .build();
  }

  private static Shift locked(Shifts shifts, UUID id) {
    Shift shift = shifts.lock(id).orElseThrow(() -> Errors.notFound(Shift.RESOURCE, id));
    Tills.requireAt(shift.registerId());
    return shift;
  }
}
