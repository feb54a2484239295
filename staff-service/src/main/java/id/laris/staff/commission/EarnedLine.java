package id.laris.staff.commission;

import id.laris.common.money.Amounts;
import id.laris.common.money.Currencies;
import id.laris.common.money.Rounding;
import java.time.LocalDate;
import java.util.UUID;

/**
 * The commission of a line as it is in the ledger.
 *
 * @param takenBack what returns have taken back of it
 * @param returned the quantity that they returned
 */
record EarnedLine(
    UUID orderId,
    UUID itemId,
    UUID employeeId,
    String receiptNumber,
    LocalDate businessDate,
    String currency,
    long amount,
    long net,
    long quantity,
    UUID ruleId,
    int ruleVersion,
    long takenBack,
    long returned) {

  /**
   * The amount that the return of some more takes back: the share of all that is returned then,
   * less what was taken back before. So the parts add up to the whole when all is returned.
   */
  long takeBack(long more) {
    return Amounts.subtract(share(amount, more), takenBack);
  }

  private long share(long whole, long more) {
    return Rounding.multiplyDivide(
        whole, Amounts.add(returned, more), quantity, Currencies.accountingIncrement(currency));
  }
}
