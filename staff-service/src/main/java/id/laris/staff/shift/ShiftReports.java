package id.laris.staff.shift;

import static id.laris.common.grpc.Protos.money;

import id.laris.common.Caller;
import id.laris.common.grpc.Protos;
import id.laris.common.money.Amounts;
import id.laris.pos.v1.Payment;
import id.laris.pos.v1.ShiftReport;
import id.laris.pos.v1.ShiftReport.Kind;
import id.laris.pos.v1.TenderTotals;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import org.springframework.stereotype.Component;

/** Makes the reports of shifts. */
@Component
class ShiftReports {

  /** The scope of those who may know what must be in a drawer before it is counted. */
  static final String EXPECTED = "shifts.expected";

  private final CashMovements movements;
  private final CashCounts counts;
  private final Corrections corrections;
  private final Clock clock;

  ShiftReports(CashMovements movements, CashCounts counts, Corrections corrections, Clock clock) {
    this.movements = movements;
    this.counts = counts;
    this.corrections = corrections;
    this.clock = clock;
  }

  /**
   * The X report of a shift that is not closed. Its cash is left out for a caller who counts the
   * drawer blindly, and so are the sales, from which it could be computed.
   */
  ShiftReport x(Shift shift, TenderTotals totals) {
    ShiftReport.Builder report =
        ShiftReport.newBuilder().setKind(Kind.X).setCreatedAt(Protos.timestamp(clock.instant()));
    DrawerCash cash = addDrawer(shift, report);
    if (Caller.current().may(EXPECTED)) {
      report.setTotals(totals).setExpected(money(cash.expected(shift, totals), shift.currency()));
    } else {
      report.setTotals(withoutCash(totals));
    }
    return report.build();
  }

  private static TenderTotals withoutCash(TenderTotals totals) {
    return TenderTotals.newBuilder()
        .addAllTenders(
            totals.getTendersList().stream()
                .filter(tender -> tender.getPaymentType() != Payment.Type.CASH)
                .toList())
        .build();
  }

  /** The Z report of a closed shift, with the corrections since. */
  ShiftReport z(Shift shift) {
    ShiftReport.Builder report =
        ShiftReport.newBuilder()
            .setKind(Kind.Z)
            .setTotals(shift.totals())
            .setExpected(money(shift.expected(), shift.currency()))
            .setCreatedAt(Protos.timestamp(Objects.requireNonNull(shift.closedAt())));
    var _ = addDrawer(shift, report);
    List<Correction> since = corrections.findByShiftIdOrderByNumber(shift.id());
    since.forEach(correction -> report.addCorrections(correction.toProto(shift.currency())));
    long corrected =
        since.stream().mapToLong(Correction::expectedChange).reduce(shift.expected(), Amounts::add);
    return report.setCorrectedExpected(money(corrected, shift.currency())).build();
  }

  private DrawerCash addDrawer(Shift shift, ShiftReport.Builder report) {
    List<CashMovement> all = movements.findByShiftIdOrderById(shift.id());
    DrawerCash cash = DrawerCash.of(all);
    report
        .setShift(shift.toProto())
        .setPaidIn(money(cash.paidIn(), shift.currency()))
        .setPaidOut(money(cash.paidOut(), shift.currency()))
        .setDrops(money(cash.drops(), shift.currency()));
    all.forEach(movement -> report.addMovements(movement.toProto()));
    counts
        .findByShiftIdOrderByNumber(shift.id())
        .forEach(count -> report.addCounts(count.toProto()));
    return cash;
  }
}
