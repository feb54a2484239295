package id.laris.staff.shift;

import id.laris.common.client.RemoteService;
import id.laris.common.client.RemoteServices;
import id.laris.common.errors.Reason;
import id.laris.pos.Service;
import id.laris.pos.v1.BeginShiftRequest;
import id.laris.pos.v1.EndShiftRequest;
import id.laris.pos.v1.GetTenderTotalsRequest;
import id.laris.pos.v1.SalesServiceGrpc;
import id.laris.pos.v1.SalesServiceGrpc.SalesServiceBlockingStub;
import id.laris.pos.v1.TenderTotals;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.springframework.stereotype.Component;

/**
 * The shifts in sales, which knows what was taken. These are remote calls with the service key,
 * because whoever counts a drawer need not see what is expected, and never made inside a
 * transaction.
 */
@Component
class SalesShifts {

  /** The end of a shift waits for payments that are under way. */
  private static final long END_SECONDS = 10;

  private final RemoteService service;
  private final SalesServiceBlockingStub sales;

  SalesShifts(RemoteServices services) {
    this.service = services.named(Service.SALES);
    this.sales = SalesServiceGrpc.newBlockingStub(service.ownChannel());
  }

  void begin(Shift shift) {
    BeginShiftRequest request =
        BeginShiftRequest.newBuilder()
            .setShiftId(shift.id().toString())
            .setRegisterId(shift.registerId().toString())
            .setLocationId(shift.locationId().toString())
            .build();
    var _ = service.call(() -> sales.beginShift(request));
  }

  /**
   * Ends the shift, and returns what it took. Errors: SHIFT_HAS_OPEN_ORDERS; UNAVAILABLE.
   *
   * @throws StatusRuntimeException the refusal of sales
   */
  TenderTotals end(Shift shift) {
    EndShiftRequest request =
        EndShiftRequest.newBuilder()
            .setShiftId(shift.id().toString())
            .setCarryOverOpenOrders(shift.carriesOver())
            .build();
    return service
        .call(() -> sales.withDeadlineAfter(END_SECONDS, TimeUnit.SECONDS).endShift(request))
        .getTotals();
  }

  static boolean hasOpenOrders(StatusRuntimeException refusal) {
    return RemoteService.refusedFor(refusal, Reason.SHIFT_HAS_OPEN_ORDERS);
  }

  /** Returns the figures of the shift until now; nothing while sales does not know it. */
  Optional<TenderTotals> totals(UUID shiftId) {
    GetTenderTotalsRequest request =
        GetTenderTotalsRequest.newBuilder().setShiftId(shiftId.toString()).build();
    try {
      return Optional.of(
          service
              .call(
                  () ->
                      sales
                          .withDeadlineAfter(END_SECONDS, TimeUnit.SECONDS)
                          .getTenderTotals(request))
              .getTotals());
    } catch (StatusRuntimeException e) {
      if (e.getStatus().getCode() == Status.Code.NOT_FOUND) {
        return Optional.empty();
      }
      throw e;
    }
  }
}
