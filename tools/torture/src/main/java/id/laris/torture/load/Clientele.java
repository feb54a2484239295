package id.laris.torture.load;

import id.laris.torture.world.SeededRandom;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * The customers of a shop and what they pay with. All callers of the shop share it, and it grows
 * during a run.
 */
public final class Clientele {

  /** Some are wanted by several tills at once. */
  private static final int POPULAR = 2;

  private final String giftCard;
  private final List<String> rewards;
  private final List<String> customers = new CopyOnWriteArrayList<>();
  private final List<String> cards = new CopyOnWriteArrayList<>();

  /**
   * @param giftCard the variant whose pieces are gift cards
   * @param rewards the cheapest first
   */
  Clientele(String giftCard, List<String> rewards) {
    this.giftCard = giftCard;
    this.rewards = List.copyOf(rewards);
  }

  String giftCard() {
    return giftCard;
  }

  List<String> rewards() {
    return rewards;
  }

  void addCustomer(String id) {
    customers.add(id);
  }

  void addCard(String id) {
    cards.add(id);
  }

  /** The id of a customer, often of a regular; it may be of one that was merged meanwhile. */
  String customer(SeededRandom random) {
    return random.pick(random.chance(50) ? customers.subList(0, POPULAR) : customers);
  }

  /** The id of a gift card, often of a new one. */
  String card(SeededRandom random) {
    int count = cards.size();
    return cards.get(random.chance(60) ? count - 1 - random.below(POPULAR) : random.below(count));
  }
}
