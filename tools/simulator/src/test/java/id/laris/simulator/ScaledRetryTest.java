package id.laris.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ScaledRetryTest extends OnTheStreet {

  @Override
  SimulatorSettings settings() {
    return SimulatorSettings.defaults().withNotifyOnPending(false).withTimeScale(60_000);
  }

  @Test
  void retriesComeByThemselvesOnTheScaledClock() {
    till.answer(503);
    shop.charge(Shop.qris("POS-1", 1));
    control.pay("POS-1");

    long deadline = System.nanoTime() + Street.SOON.toNanos();
    while (control.deliveries().size() < 2 && System.nanoTime() < deadline) {
      Thread.onSpinWait();
    }
    assertThat(control.deliveries().stream().map(Delivery::answerCode)).containsExactly(503, 200);
  }
}
