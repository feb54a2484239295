package id.laris.torture.load;

import id.laris.torture.world.SeededRandom;
import java.util.List;

/** A till, which serves one customer after the other and sometimes makes a mistake. */
final class Till implements Runnable {

  private static final int LONGEST_THOUGHT_MILLIS = 60;

  private final RetryingClient client;
  private final Shop shop;
  private final Gateway gateway;
  private final Intruder intruder;

  Till(RetryingClient client, Shop shop, List<Shop> others, Gateway gateway) {
    this.client = client;
    this.shop = shop;
    this.gateway = gateway;
    this.intruder = new Intruder(client, shop, others);
  }

  /** Rare things are done once at the start: a short run must have seen them too. */
  private void begin() {
    new StepwiseSale(client, shop, gateway, true).run();
    new CheckoutSale(client, shop, true).run();
    intruder.run();
  }

  @Override
  public void run() {
    SeededRandom random = client.random();
    begin();
    while (!client.conditions().closing()) {
      int what = random.below(100);
      if (what < 45) {
        new CheckoutSale(client, shop, false).run();
      } else if (what < 92) {
        new StepwiseSale(client, shop, gateway, false).run();
      } else {
        intruder.run();
      }
      try {
        Thread.sleep(random.below(LONGEST_THOUGHT_MILLIS));
      } catch (InterruptedException e) {
        return;
      }
    }
  }
}
