package id.laris.staff.shift;

import id.laris.common.Caller;
import id.laris.common.client.RemoteService;
import id.laris.common.db.Outbox;
import id.laris.common.db.Writes;
import id.laris.events.types.StaffEvents;
import id.laris.pos.v1.TenderTotals;
import io.grpc.StatusRuntimeException;
import java.time.Clock;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Continues the close of a shift. Sales may be asked several times, by several calls: it ends the
 * shift once, and whoever is the first to store the answer closes it.
 */
@Component
class ShiftClosing {

  private final Shifts shifts;
  private final CashMovements movements;
  private final SalesShifts sales;
  private final Outbox outbox;
  private final Writes writes;
  private final JdbcClient jdbc;
  private final Clock clock;

  ShiftClosing(
      Shifts shifts,
      CashMovements movements,
      SalesShifts sales,
      Outbox outbox,
      Writes writes,
      JdbcClient jdbc,
      Clock clock) {
    this.shifts = shifts;
    this.movements = movements;
    this.sales = sales;
    this.outbox = outbox;
    this.writes = writes;
    this.jdbc = jdbc;
    this.clock = clock;
  }

  /** Lets sales end a shift that is CLOSING, and stores that it is CLOSED. */
  void finish(Shift shift) {
    if (!shift.isClosing()) {
      return;
    }
    TenderTotals totals;
    try {
      totals = sales.end(shift);
    } catch (StatusRuntimeException e) {
      if (SalesShifts.hasOpenOrders(e)) {
        stayOpen(shift);
      }
      throw RemoteService.withoutFields(e);
    }
    var _ = writes.run(() -> close(shift.id(), totals));
  }

  /** It stays CLOSING where another call wants to close it, too, and carries its orders over. */
  private void stayOpen(Shift refused) {
    var _ =
        writes.run(
            () -> {
              Shift shift = shifts.lock(refused.id()).orElseThrow();
              if (shift.carriesOver() == refused.carriesOver()) {
                shift.stayOpen();
              }
              return shifts.saveAndFlush(shift);
            });
  }

  private Shift close(UUID id, TenderTotals totals) {
    Shift shift = shifts.lock(id).orElseThrow();
    if (shift.isClosed()) {
      return shift;
    }
    DrawerCash cash = DrawerCash.of(movements.findByShiftIdOrderById(id));
    shift.close(totals, cash.expected(shift, totals), nextNumber(shift), clock.instant());
    Shift closed = shifts.saveAndFlush(shift);
    outbox.add(StaffEvents.SHIFT_CLOSED, closed, closed.toProto());
    return closed;
  }

  /** The number of the Z report; the next close of the register waits until this one is stored. */
  private long nextNumber(Shift shift) {
    return jdbc.sql(
            """
            insert into staff.z_counter as counter (tenant_id, register_id, last_number) values (:tenant, :register, 1)
            on conflict (tenant_id, register_id) do update set last_number = counter.last_number + 1
            returning last_number
            """)
        .param("tenant", Caller.current().tenantId())
        .param("register", shift.registerId())
        .query(Long.class)
        .single();
  }
}
