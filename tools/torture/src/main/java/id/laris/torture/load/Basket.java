package id.laris.torture.load;

import id.laris.pos.v1.NewOrderItem;
import id.laris.torture.world.SeededRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The items that a customer wants.
 *
 * @param location where; empty for nowhere in particular
 * @param customer the id of the customer; empty where nobody asked
 * @param items with ids made by the till, where it makes some
 */
record Basket(String location, String customer, List<NewOrderItem> items) {

  private static final int MOST_ITEMS = 4;
  private static final int MOST_PIECES = 3;

  Basket {
    items = List.copyOf(items);
  }

  static Basket any(Shop shop, SeededRandom random, Conditions conditions, boolean withIds) {
    String location = random.chance(80) ? random.pick(shop.places()).id() : "";
    List<NewOrderItem> items = new ArrayList<>();
    int count = random.between(1, MOST_ITEMS);
    for (int number = 0; number < count; number++) {
      NewOrderItem.Builder item =
          NewOrderItem.newBuilder()
              .setVariantId(random.pick(random.chance(60) ? shop.counted() : shop.uncounted()))
              .setQuantity(random.between(1, MOST_PIECES));
      if (random.chance(30)) {
        item.addModifierIds(random.pick(shop.modifiers()));
      }
      if (withIds) {
        item.setId(conditions.newId(random));
      }
      items.add(item.build());
    }
    if (random.chance(6)) {
      items.add(giftCards(shop, random, conditions, withIds));
    }
    return new Basket(location, random.chance(40) ? shop.clientele().customer(random) : "", items);
  }

  /** The same basket of a customer, who also buys a gift card. */
  Basket withCustomerAndGiftCard(
      Shop shop, SeededRandom random, Conditions conditions, boolean withIds) {
    List<NewOrderItem> more = new ArrayList<>(items);
    more.add(giftCards(shop, random, conditions, withIds));
    return new Basket(location, shop.clientele().customer(random), more);
  }

  private static NewOrderItem giftCards(
      Shop shop, SeededRandom random, Conditions conditions, boolean withIds) {
    return NewOrderItem.newBuilder()
        .setVariantId(shop.clientele().giftCard())
        .setQuantity(random.between(1, 2))
        .setId(withIds ? conditions.newId(random) : "")
        .build();
  }

  /** Quantity by variant. */
  Map<String, Long> goods() {
    Map<String, Long> goods = new TreeMap<>();
    items.forEach(item -> goods.merge(item.getVariantId(), item.getQuantity(), Long::sum));
    return goods;
  }
}
