package id.laris.torture.load;

import id.laris.torture.world.Dice;
import java.util.List;

/** A till: one customer after the other, and now and then a mistake. */
final class Till implements Runnable {

  private static final int LONGEST_THOUGHT_MILLIS = 60;

  private final Line line;
  private final Shop shop;
  private final Gateway gateway;
  private final Intruder intruder;

  Till(Line line, Shop shop, List<Shop> others, Gateway gateway) {
    this.line = line;
    this.shop = shop;
    this.gateway = gateway;
    this.intruder = new Intruder(line, shop, others);
  }

  /** What is rare comes once for certain: a run that is short must have seen it too. */
  private void begin() {
    new StepwiseSale(line, shop, gateway, true).run();
    new CheckoutSale(line, shop, true).run();
    intruder.run();
  }

  @Override
  public void run() {
    Dice dice = line.dice();
    begin();
    while (!line.conditions().closing()) {
      int what = dice.below(100);
      if (what < 45) {
        new CheckoutSale(line, shop, false).run();
      } else if (what < 92) {
        new StepwiseSale(line, shop, gateway, false).run();
      } else {
        intruder.run();
      }
      try {
        Thread.sleep(dice.below(LONGEST_THOUGHT_MILLIS));
      } catch (InterruptedException e) {
        return;
      }
    }
  }
}
