package id.laris.demo;

import id.laris.pos.v1.NewOrderDiscount;
import id.laris.pos.v1.NewOrderItem;
import id.laris.pos.v1.Order;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.UUID;

/** The orders of guests: favourites more often, and products that suit the time of the day. */
final class Baskets {

  private static final double FAVOURITES = 2.2;
  private static final double WITH_CHOICE = 0.45;
  private static final double ONE_MORE_PIECE = 0.12;
  private static final double ONE_MORE_LINE = 0.48;
  private static final double ONE_MORE_AT_A_TABLE = 0.66;
  private static final int MAX_LINES = 8;
  private static final double DISCOUNTED = 0.09;
  private static final double BY_RATE = 0.6;
  private static final long MEMBER_PPM = 100_000;
  private static final long VOUCHER = 500_000;
  private static final long STAFF_PPM = 200_000;

  private final List<Chain.Shelf> shelves;

  Baskets(List<Chain.Shelf> shelves) {
    this.shelves = shelves;
  }

  /** Chooses the type of an order in the shop. */
  static Order.Type type(Shop shop, SplittableRandom random) {
    double chance = random.nextDouble();
    if (shop.seats() && chance < 0.45) {
      return Order.Type.DINE_IN;
    }
    if (chance < 0.6) {
      return Order.Type.COUNTER;
    }
    return chance < 0.85 ? Order.Type.TAKEAWAY : Order.Type.DELIVERY;
  }

  List<NewOrderItem> items(UUID orderId, DayPart part, Order.Type type, SplittableRandom random) {
    double oneMore = type == Order.Type.DINE_IN ? ONE_MORE_AT_A_TABLE : ONE_MORE_LINE;
    List<NewOrderItem> items = new ArrayList<>();
    do {
      Chain.Goods goods = goods(part, random);
      items.add(
          NewOrderItem.newBuilder()
              .setId(SeededIds.within(orderId, items.size() + 1).toString())
              .setProductId(goods.productId().toString())
              .setVariantId(goods.variantId().toString())
              .setQuantity(random.nextDouble() < ONE_MORE_PIECE ? 2 : 1)
              .addAllModifierIds(modifiers(goods, random))
              .build());
    } while (items.size() < MAX_LINES && random.nextDouble() < oneMore);
    return items;
  }

  Optional<NewOrderDiscount> discount(SplittableRandom random) {
    if (random.nextDouble() >= DISCOUNTED) {
      return Optional.empty();
    }
    double kind = random.nextDouble();
    if (kind < BY_RATE) {
      return Optional.of(rate("Member", MEMBER_PPM));
    }
    return Optional.of(
        kind < 0.9
            ? NewOrderDiscount.newBuilder().setAmount(VOUCHER).setReason("Voucher").build()
            : rate("Karyawan", STAFF_PPM));
  }

  private static NewOrderDiscount rate(String reason, long ppm) {
    return NewOrderDiscount.newBuilder().setPercentPpm(ppm).setReason(reason).build();
  }

  private Chain.Goods goods(DayPart part, SplittableRandom random) {
    int hunger = shelves.stream().mapToInt(shelf -> shelf.appetite(part)).sum();
    int choice = random.nextInt(hunger);
    for (Chain.Shelf shelf : shelves) {
      choice -= shelf.appetite(part);
      if (choice < 0) {
        int count = shelf.goods().size();
        return shelf.goods().get((int) (count * Math.pow(random.nextDouble(), FAVOURITES)));
      }
    }
    throw new IllegalStateException("nobody wants anything");
  }

  private static List<String> modifiers(Chain.Goods goods, SplittableRandom random) {
    List<String> chosen = new ArrayList<>();
    for (Chain.Choice choice : goods.choices()) {
      if (random.nextDouble() < WITH_CHOICE / goods.choices().size() * 2) {
        chosen.add(
            choice.modifierIds().get(random.nextInt(choice.modifierIds().size())).toString());
      }
    }
    return chosen;
  }
}
