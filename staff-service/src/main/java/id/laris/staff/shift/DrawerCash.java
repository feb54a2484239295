package id.laris.staff.shift;

import id.laris.common.money.Amounts;
import id.laris.pos.v1.CashMovement.Kind;
import id.laris.pos.v1.Payment;
import id.laris.pos.v1.TenderTotals;
import java.util.List;

/**
 * The movements of a drawer, added up by their kind, in minor units. Expected cash = opening float
 * + cash taken - change - cash given back for voided payments + paid in - paid out - drops.
 */
record DrawerCash(long paidIn, long paidOut, long drops) {

  static DrawerCash of(List<CashMovement> movements) {
    return new DrawerCash(
        sum(movements, Kind.PAY_IN), sum(movements, Kind.PAY_OUT), sum(movements, Kind.DROP));
  }

  private static long sum(List<CashMovement> movements, Kind kind) {
    return movements.stream()
        .filter(movement -> movement.kind() == kind)
        .mapToLong(CashMovement::amount)
        .reduce(0, Amounts::add);
  }

  /** The money that must be in the drawer. */
  long expected(Shift shift, TenderTotals totals) {
    long put = Amounts.add(shift.openingFloat(), Amounts.add(ofSales(shift, totals), paidIn));
    return Amounts.subtract(put, Amounts.add(paidOut, drops));
  }

  /** The cash that came by sales: taken, less change and money given back. */
  static long ofSales(Shift shift, TenderTotals totals) {
    return totals.getTendersList().stream()
        .filter(tender -> tender.getPaymentType() == Payment.Type.CASH)
        .filter(tender -> tender.getNet().getCurrency().equals(shift.currency()))
        .mapToLong(tender -> tender.getNet().getAmount())
        .reduce(0, Amounts::add);
  }
}
