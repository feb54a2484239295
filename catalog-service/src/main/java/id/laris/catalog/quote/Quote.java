package id.laris.catalog.quote;

import id.laris.catalog.levy.Levy;
import id.laris.catalog.price.EffectivePrices;
import id.laris.catalog.price.PriceChoice;
import id.laris.catalog.servicecharge.ServiceCharge;
import id.laris.catalog.servicecharge.ServiceChargeProtos;
import id.laris.catalog.tax.TaxRule;
import id.laris.catalog.tax.TaxRuleProtos;
import id.laris.common.Ids;
import id.laris.common.errors.Reason;
import id.laris.common.grpc.Protos;
import id.laris.pos.v1.Money;
import id.laris.pos.v1.QuoteItemsRequest;
import id.laris.pos.v1.QuoteItemsResponse;
import id.laris.pos.v1.QuotedItem;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Makes a quote from the rows that were read. An item with a problem keeps its known facts, and has
 * neither price, modifiers, taxes, service charges nor stock uses.
 *
 * <p>The price of an item is the one for the quantity of its variant in all items together: five
 * pieces cost the same as one item of five, as items of three and two with other modifiers, or as
 * five items of one. An item with a problem counts too, because the order will be sold without that
 * problem or not at all.
 */
final class Quote {

  private final String currency;
  private final Assortment assortment;
  private final EffectivePrices.Sheet prices;
  private final Modifiers modifiers;
  private final Levies levies;
  private final StockUses stockUses;
  private final Problems problems = new Problems();
  private final Set<UUID> namedLevies = new HashSet<>();

  Quote(
      Assortment assortment,
      EffectivePrices.Sheet prices,
      Modifiers modifiers,
      Levies levies,
      StockUses stockUses) {
    this.currency = prices.currency();
    this.assortment = assortment;
    this.prices = prices;
    this.modifiers = modifiers;
    this.levies = levies;
    this.stockUses = stockUses;
  }

  /**
   * An item of the request.
   *
   * @param variant null where it cannot be said, which is then a problem
   */
  private record Line(
      QuoteItemsRequest.Item item, Problems.OfItem problem, @Nullable QuotedVariant variant) {}

  QuoteItemsResponse of(List<QuoteItemsRequest.Item> items) {
    List<Line> lines = new ArrayList<>();
    Map<UUID, Long> quantities = new HashMap<>();
    for (int i = 0; i < items.size(); i++) {
      Problems.OfItem problem = problems.ofItem(i);
      QuotedVariant variant = variant(items.get(i), problem);
      if (variant != null) {
        quantities.merge(variant.id(), items.get(i).getQuantity(), Math::addExact);
      }
      lines.add(new Line(items.get(i), problem, variant));
    }
    QuoteItemsResponse.Builder response = QuoteItemsResponse.newBuilder();
    lines.forEach(line -> response.addItems(quoted(line, quantities)));
    levies.taxRules().stream()
        .filter(rule -> namedLevies.contains(rule.id()))
        .forEach(rule -> response.addTaxRules(TaxRuleProtos.toProto(rule)));
    levies.serviceCharges().stream()
        .filter(charge -> namedLevies.contains(charge.id()))
        .forEach(charge -> response.addServiceCharges(ServiceChargeProtos.toProto(charge)));
    return response.addAllProblems(problems.all()).build();
  }

  private QuotedItem quoted(Line line, Map<UUID, Long> quantities) {
    QuoteItemsRequest.Item item = line.item();
    Problems.OfItem problem = line.problem();
    QuotedVariant variant = line.variant();
    if (variant == null) {
      return QuotedItem.newBuilder()
          .setVariantId(item.getVariantId())
          .setProductId(item.getProductId())
          .build();
    }
    problem.of(variant.id());
    QuotedProduct product = variant.product();
    if (!variant.isSellable()) {
      problem.add(Reason.ITEM_INACTIVE, inactive(variant.title()));
    }
    Optional<PriceChoice> price =
        prices.choose(variant.id(), quantities.getOrDefault(variant.id(), 0L));
    if (price.isEmpty()) {
      problem.add(
          Reason.PRICE_NOT_SET,
          "%s has no price in %s at that location and time: set one."
              .formatted(variant.title(), currency));
    }
    ModifierSelection selection =
        ModifierSelection.of(
            item.getModifierIdsList(),
            variant.title(),
            modifiers.offeredBy(product.id()),
            modifiers,
            currency);
    selection.faults().forEach(fault -> problem.add(Reason.MODIFIER_SELECTION_INVALID, fault));
    List<TaxRule> taxes = levies.taxesOf(product);
    List<ServiceCharge> charges = levies.chargesOf(product);
    taxes.forEach(rule -> requireFit(rule, "tax", variant, problem));
    charges.forEach(charge -> requireFit(charge, "service charge", variant, problem));
    List<StockUse> uses = stockUses.of(variant, item.getQuantity());
    uses.stream().filter(StockUse::isTooMuch).forEach(use -> addTooMuch(use, variant, problem));

    QuotedItem.Builder quoted = described(variant);
    if (problem.any() || price.isEmpty()) {
      return quoted.build();
    }
    selection.modifiers().forEach(modifier -> quoted.addModifiers(modifier.toProto(currency)));
    return quoted
        .setUnitPrice(Protos.money(price.get().price().amount(), currency))
        .setPriceId(price.get().price().id().toString())
        .addAllTaxRuleIds(named(taxes))
        .addAllServiceChargeIds(named(charges))
        .addAllStockUses(uses.stream().map(StockUse::toProto).toList())
        .build();
  }

  /** The variant that the item means; null where that cannot be said, which is then a problem. */
  private @Nullable QuotedVariant variant(QuoteItemsRequest.Item item, Problems.OfItem problem) {
    if (item.getVariantId().isEmpty()) {
      return onlyVariant(item.getProductId(), problem);
    }
    QuotedVariant variant = assortment.variant(Ids.parse(item.getVariantId()));
    if (variant == null) {
      problem.add(
          Reason.NOT_FOUND,
          "The variant %s does not exist: choose another.".formatted(item.getVariantId()));
      return null;
    }
    UUID productId = Ids.parseOrNull(item.getProductId());
    if (productId != null && !productId.equals(variant.product().id())) {
      problem.of(variant.id());
      problem.add(
          Reason.VALIDATION_FAILED,
          "%s is a variant of product %s, not of %s: send one of the two ids only."
              .formatted(variant.title(), variant.product().id(), productId));
    }
    return variant;
  }

  private @Nullable QuotedVariant onlyVariant(String productId, Problems.OfItem problem) {
    if (productId.isEmpty()) {
      problem.add(
          Reason.VALIDATION_FAILED,
          "The item has neither a variant nor a product: send variant_id.");
      return null;
    }
    QuotedProduct product = assortment.product(Ids.parse(productId));
    if (product == null) {
      problem.add(
          Reason.NOT_FOUND, "The product %s does not exist: choose another.".formatted(productId));
      return null;
    }
    List<QuotedVariant> variants = assortment.activeVariants(product.id());
    if (variants.size() == 1) {
      return variants.getFirst();
    }
    if (!product.sellable()) {
      problem.add(Reason.ITEM_INACTIVE, inactive(product.name()));
    } else if (variants.isEmpty()) {
      problem.add(
          Reason.VALIDATION_FAILED,
          "%s has no variant that can be sold: create or activate one.".formatted(product.name()));
    } else {
      problem.add(
          Reason.VALIDATION_FAILED,
          "%s has %d variants: send the variant_id of one."
              .formatted(product.name(), variants.size()));
    }
    return null;
  }

  private static String inactive(String title) {
    return "%s is inactive or deleted: remove it, or activate it again.".formatted(title);
  }

  /**
   * An amount of another currency cannot be computed. Leaving the levy out in silence would sell
   * the item with too little tax, so it is a problem of the item.
   */
  private void requireFit(Levy levy, String kind, QuotedVariant variant, Problems.OfItem problem) {
    if (!levy.measure().fits(currency)) {
      problem.add(
          Reason.VALIDATION_FAILED,
          "%s has the %s %s with an amount in %s, but the order is in %s: change the %s."
              .formatted(
                  variant.title(), kind, levy.name(), levy.measure().currency(), currency, kind));
    }
  }

  private static void addTooMuch(StockUse use, QuotedVariant variant, Problems.OfItem problem) {
    problem.add(
        Reason.VALIDATION_FAILED,
        "%s would take %d of variant %s from stock, but at most %d are allowed in one sale: reduce the quantity."
            .formatted(variant.title(), use.quantity(), use.variantId(), StockUse.MOST));
  }

  private List<String> named(List<? extends Levy> levies) {
    levies.forEach(levy -> namedLevies.add(levy.id()));
    return levies.stream().map(levy -> levy.id().toString()).toList();
  }

  private static QuotedItem.Builder described(QuotedVariant variant) {
    QuotedProduct product = variant.product();
    QuotedItem.Builder quoted =
        QuotedItem.newBuilder()
            .setProductId(product.id().toString())
            .setVariantId(variant.id().toString())
            .setCategoryId(product.categoryId())
            .setProductName(product.name())
            .setVariantName(variant.name())
            .setSku(variant.sku().isEmpty() ? product.sku() : variant.sku())
            .setUnit(variant.unit().toProto())
            .setUnitDecimals(variant.unit().decimals())
            .setTrackStock(product.trackStock());
    Money cost = variant.cost();
    if (cost != null) {
      quoted.setCost(cost);
    }
    return quoted;
  }
}
