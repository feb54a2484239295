package id.laris.payment;

import id.laris.common.db.DatabaseSettings;
import id.laris.simulator.MidtransSimulator;
import id.laris.simulator.Operation;
import id.laris.testkit.FakeClock;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/**
 * Prints how long the sweeper takes among 100,000 pending payments, for 100 that are due and for
 * none. It is no test, and is run by {@code -Dtest=SweeperMeasurement}.
 */
@PaymentTest
class SweeperMeasurement {

  private static final int DUE = 100;
  private static final int NOT_DUE = 99_900;

  /** After each the same payments are due, and none has expired yet. */
  private static final List<Duration> PAUSES =
      List.of(Duration.ofMinutes(1), Duration.ofMinutes(2), Duration.ofMinutes(6));

  @Autowired Merchants merchants;
  @Autowired MidtransSimulator simulator;
  @Autowired DatabaseSettings database;
  @Autowired FakeClock clock;

  @Test
  @SuppressWarnings("SystemOut") // that is what it is for
  void aRunAmongOneHundredThousandPending() {
    Merchant merchant = merchants.only();
    var _ = new ManyPending(database).make(merchant, DUE, NOT_DUE);
    for (Duration pause : PAUSES) {
      clock.advance(pause);
      long before = simulator.control().calls(Operation.STATUS);
      double first = millis(merchant);
      long looks = simulator.control().calls(Operation.STATUS) - before;
      System.out.printf(
          "payment.sweeper: %,d pending, %d due: %.0f ms; the next run, none due: %.1f ms%n",
          DUE + NOT_DUE, looks, first, millis(merchant));
    }
  }

  private static double millis(Merchant merchant) {
    long start = System.nanoTime();
    merchant.sweep();
    return (System.nanoTime() - start) / 1e6;
  }
}
