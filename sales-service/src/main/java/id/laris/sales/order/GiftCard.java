package id.laris.sales.order;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A gift card as it was presented: by its code or its id. The code is worth money, so it appears in
 * no text.
 *
 * @param code empty where the id is given
 */
public record GiftCard(String code, @Nullable UUID id) {

  static final GiftCard NONE = new GiftCard("", null);

  boolean isGiven() {
    return !code.isEmpty() || id != null;
  }

  /** Returns whether it is named twice, by code and by id. */
  boolean isAmbiguous() {
    return !code.isEmpty() && id != null;
  }

  @Override
  public String toString() {
    return "a gift card";
  }
}
