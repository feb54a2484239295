package id.laris.rules;

import id.laris.pos.v1.PromotionCart;
import id.laris.pos.v1.PromotionCondition;
import id.laris.pos.v1.PromotionCondition.Customers;
import id.laris.pos.v1.PromotionCustomer;
import id.laris.pos.v1.PromotionOffer;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;

/**
 * The facts about a customer for which offers ask, and no more than their answers tell: an order
 * keeps them, so that it can be evaluated again after the customer has changed. In place of the
 * birthday they say within how many days it was, of the numbers that offers name.
 */
public final class AskedFacts {
  private AskedFacts() {}

  /** The facts that the offers ask for; an evaluation with them gives the same answer. */
  public static PromotionCustomer of(
      PromotionCart cart, Collection<PromotionOffer> offers, PromotionCustomer customer) {
    Sale sale = Sale.of(cart, List.of(), customer);
    PromotionCustomer.Builder facts =
        PromotionCustomer.newBuilder()
            .setCustomerId(customer.getCustomerId())
            .setUnavailable(customer.getUnavailable());
    List<Customers> asked =
        conditions(offers)
            .filter(PromotionCondition::hasCustomers)
            .map(PromotionCondition::getCustomers)
            .toList();
    customer.getGroupsList().stream()
        .filter(group -> asked.stream().anyMatch(one -> OfCustomers.isInGroup(one, group)))
        .forEach(facts::addGroups);
    if (asked.stream().anyMatch(one -> one.getTierIdsList().contains(customer.getTierId()))) {
      facts.setTierId(customer.getTierId());
    }
    if (conditions(offers).anyMatch(PromotionCondition::hasFirstPurchase)) {
      facts.setFirstPurchase(customer.getFirstPurchase());
    }
    conditions(offers)
        .filter(PromotionCondition::hasBirthday)
        .map(PromotionCondition::getBirthday)
        .filter(rule -> new NearBirthday(rule).refusal(sale) == null)
        .mapToInt(PromotionCondition.Birthday::getDays)
        .min()
        .ifPresent(facts::setBirthdayWithinDays);
    return facts.build();
  }

  private static Stream<PromotionCondition> conditions(Collection<PromotionOffer> offers) {
    return offers.stream().flatMap(offer -> offer.getRules().getConditionsList().stream());
  }
}
