package id.laris.sales.order;

import com.fasterxml.jackson.annotation.JsonProperty;
import id.laris.common.Ids;
import id.laris.pos.v1.PromotionCustomer;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * By which facts the promotions of an order were decided, beside those that the order has anyway.
 * Nothing here tells more about a customer than the reasons of the promotions.
 *
 * @param approximate another combination of promotions may take off more
 * @param customer null where no promotion asked for anything about a customer
 */
public record PromotionFacts(boolean approximate, @Nullable OfCustomer customer) {

  /**
   * The answers about the customer whom the order had, as far as promotions asked.
   *
   * @param tierId null for none
   * @param birthdayWithinDays null where the birthday was not near
   * @param unavailable customer-service did not answer
   */
  record OfCustomer(
      UUID id,
      List<String> groups,
      @JsonProperty("tier_id") @Nullable UUID tierId,
      @JsonProperty("birthday_within_days") @Nullable Integer birthdayWithinDays,
      @JsonProperty("first_purchase") boolean firstPurchase,
      boolean unavailable) {

    static OfCustomer of(PromotionCustomer facts) {
      return new OfCustomer(
          Ids.parse(facts.getCustomerId()),
          List.copyOf(facts.getGroupsList()),
          Ids.parseOrNull(facts.getTierId()),
          facts.hasBirthdayWithinDays() ? facts.getBirthdayWithinDays() : null,
          facts.getFirstPurchase(),
          facts.getUnavailable());
    }

    PromotionCustomer toProto() {
      PromotionCustomer.Builder proto =
          PromotionCustomer.newBuilder()
              .setCustomerId(id.toString())
              .addAllGroups(groups)
              .setTierId(Ids.text(tierId))
              .setFirstPurchase(firstPurchase)
              .setUnavailable(unavailable);
      return birthdayWithinDays == null
          ? proto.build()
          : proto.setBirthdayWithinDays(birthdayWithinDays).build();
    }
  }

  /**
   * The facts of an evaluation; null where there are none worth keeping.
   *
   * @param asked what promotions asked about the customer; null for nothing
   */
  public static @Nullable PromotionFacts of(boolean exact, @Nullable PromotionCustomer asked) {
    return exact && asked == null
        ? null
        : new PromotionFacts(!exact, asked == null ? null : OfCustomer.of(asked));
  }
}
