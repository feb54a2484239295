package id.laris.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MemoryTest extends OnTheStreet {

  @Override
  SimulatorSettings settings() {
    return SimulatorSettings.defaults().withMaximumTransactions(3);
  }

  @Test
  void theOldestFinishedOnesAreForgottenFirst() {
    shop.charge(Shop.qris("POS-1", 1));
    shop.charge(Shop.qris("POS-2", 1));
    shop.charge(Shop.qris("POS-3", 1));
    control.pay("POS-2");
    shop.charge(Shop.qris("POS-4", 1));

    assertThat(control.transactions().stream().map(Snapshot::orderId))
        .containsExactly("POS-4", "POS-3", "POS-1");
    assertThat(shop.status("POS-2").code()).isEqualTo("404");
  }

  @Test
  void whereNoneIsFinishedTheOldestIsForgotten() {
    for (int i = 1; i <= 5; i++) {
      shop.charge(Shop.qris("POS-" + i, 1));
    }

    assertThat(control.transactions().stream().map(Snapshot::orderId))
        .containsExactly("POS-5", "POS-4", "POS-3");
    assertThat(shop.charge(Shop.qris("POS-1", 1)).code()).isEqualTo("201");
  }
}
