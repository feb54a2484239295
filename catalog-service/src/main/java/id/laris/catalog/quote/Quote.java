package id.laris.catalog.quote;

import id.laris.catalog.levy.Levy;
import id.laris.catalog.lookup.Labels.Label;
import id.laris.catalog.price.EffectivePrices.Occasion;
import id.laris.catalog.price.Price;
import id.laris.catalog.price.PriceChoice;
import id.laris.catalog.servicecharge.ServiceCharge;
import id.laris.catalog.servicecharge.ServiceChargeProtos;
import id.laris.catalog.tax.TaxRule;
import id.laris.catalog.tax.TaxRuleProtos;
import id.laris.catalog.variant.Unit;
import id.laris.common.Ids;
import id.laris.common.errors.Reason;
import id.laris.common.grpc.Protos;
import id.laris.common.money.Amounts;
import id.laris.pos.v1.Money;
import id.laris.pos.v1.Product;
import id.laris.pos.v1.QuoteItemsRequest;
import id.laris.pos.v1.QuoteItemsResponse;
import id.laris.pos.v1.QuotedItem;
import id.laris.pos.v1.Variant;
import java.math.BigInteger;
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
 * Makes a quote from what is known of the catalog. An item with a problem keeps its known facts,
 * and has neither price, modifiers, taxes, service charges nor stock uses.
 *
 * <p>The price of an item is the one for the quantity of its variant in all items together: five
 * pieces cost the same as one item of five, as items of three and two with other modifiers, or as
 * five items of one. An item with a problem counts too, because the order will be sold without that
 * problem or not at all. A label with a price has its price already: it neither counts nor is
 * priced by the others.
 */
final class Quote {

  private static final String LABEL = "label_barcode";

  /** The most that a request can ask for in one item, too. */
  private static final BigInteger MOST_OF_AN_ITEM = BigInteger.valueOf(1_000_000_000);

  private final String currency;
  private final Assortment assortment;
  private final Occasion occasion;
  private final Modifiers.Offer modifiers;
  private final Levies levies;
  private final StockUses stockUses;
  private final Map<String, Label> labels;
  private final Problems problems = new Problems();
  private final Set<UUID> namedLevies = new HashSet<>();

  Quote(
      Assortment assortment,
      Occasion occasion,
      Modifiers.Offer modifiers,
      Levies levies,
      StockUses stockUses,
      Map<String, Label> labels) {
    this.currency = occasion.currency();
    this.assortment = assortment;
    this.occasion = occasion;
    this.modifiers = modifiers;
    this.levies = levies;
    this.stockUses = stockUses;
    this.labels = labels;
  }

  /**
   * An item of the request.
   *
   * @param variant null where it cannot be said, which is then a problem
   * @param label null where it has none, or one that cannot be read
   */
  private record Line(
      QuoteItemsRequest.Item item,
      Problems.OfItem problem,
      @Nullable QuotedVariant variant,
      @Nullable Label label) {

    @Nullable Money labelPrice() {
      return label == null ? null : label.price().orElse(null);
    }

    /** The quantity, where the label does not carry its price instead. */
    long quantity() {
      return label == null ? item.getQuantity() : label.quantity();
    }
  }

  /**
   * The price of an item.
   *
   * @param unitPrice null where there is none, which is then a problem
   * @param priceId empty where the unit price is that of a label
   */
  private record Charge(long quantity, @Nullable Money unitPrice, String priceId) {}

  QuoteItemsResponse of(List<QuoteItemsRequest.Item> items) {
    List<Line> lines = new ArrayList<>();
    Map<UUID, Long> quantities = new HashMap<>();
    for (int i = 0; i < items.size(); i++) {
      Line line = line(items.get(i), problems.ofItem(i));
      if (line.variant() != null && line.labelPrice() == null) {
        quantities.merge(line.variant().id(), line.quantity(), Amounts::add);
      }
      lines.add(line);
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
    Charge sold = charge(line, variant, quantities);
    ModifierSelection selection =
        ModifierSelection.of(
            item.getModifierIdsList(),
            variant.title(),
            modifiers.offeredBy(product),
            modifiers,
            currency);
    selection
        .faults()
        .forEach(fault -> problem.add("modifier_ids", Reason.MODIFIER_SELECTION_INVALID, fault));
    List<TaxRule> taxes = levies.taxesOf(product);
    List<ServiceCharge> charges = levies.chargesOf(product);
    taxes.forEach(rule -> requireFit(rule, "tax", variant, problem));
    charges.forEach(charge -> requireFit(charge, "service charge", variant, problem));
    List<StockUse> uses = stockUses.of(variant, sold.quantity());
    uses.stream().filter(StockUse::isTooMuch).forEach(use -> addTooMuch(use, variant, line));

    QuotedItem.Builder quoted = described(variant);
    if (problem.any() || sold.unitPrice() == null) {
      return quoted.build();
    }
    Money labelPrice = line.labelPrice();
    if (labelPrice != null) {
      quoted.setLabelPrice(labelPrice);
    }
    selection
        .modifiers()
        .forEach(modifier -> quoted.addModifiers(Modifiers.quoted(modifier, currency)));
    return quoted
        .setQuantity(sold.quantity())
        .setUnitPrice(sold.unitPrice())
        .setPriceId(sold.priceId())
        .addAllTaxRuleIds(named(taxes))
        .addAllServiceChargeIds(named(charges))
        .addAllStockUses(uses.stream().map(StockUse::toProto).toList())
        .build();
  }

  private Charge charge(Line line, QuotedVariant variant, Map<UUID, Long> quantities) {
    Money labelPrice = line.labelPrice();
    if (labelPrice != null && variant.unit() == Unit.PIECE) {
      return new Charge(1, labelPrice, "");
    }
    long deciding =
        labelPrice == null ? quantities.getOrDefault(variant.id(), 0L) : variant.unit().oneWhole();
    Optional<PriceChoice> choice = occasion.choose(variant.known().prices(), deciding);
    if (choice.isEmpty()) {
      line.problem()
          .add(
              Reason.PRICE_NOT_SET,
              "%s has no price in %s at that location and time: set one."
                  .formatted(variant.title(), currency));
      return new Charge(line.quantity(), null, "");
    }
    Price price = choice.get().price();
    return new Charge(
        labelPrice == null ? line.quantity() : bought(labelPrice, variant, price, line.problem()),
        Protos.money(price.amount(), currency),
        price.id().toString());
  }

  /**
   * The quantity of a measured variant that the price on a label is for: the scale has multiplied,
   * so the label is divided by the price of one whole unit, and rounded half up to a step.
   */
  private static long bought(
      Money labelPrice, QuotedVariant variant, Price price, Problems.OfItem problem) {
    BigInteger quantity =
        Fraction.of(labelPrice.getAmount(), price.amount())
            .times(Fraction.of(variant.unit().oneWhole(), 1))
            .roundedHalfUp()
            .max(BigInteger.ONE);
    if (quantity.compareTo(MOST_OF_AN_ITEM) > 0) {
      problem.add(
          LABEL,
          Reason.VALIDATION_FAILED,
          "The price on the label of %s would be for more than can be sold at once: correct the price of a whole unit."
              .formatted(variant.title()));
      return 0;
    }
    return Amounts.of(quantity);
  }

  private Line line(QuoteItemsRequest.Item item, Problems.OfItem problem) {
    if (item.getLabelBarcode().isEmpty()) {
      return new Line(item, problem, variant(item, problem), null);
    }
    Label label = labels.get(item.getLabelBarcode());
    if (label == null) {
      problem.add(
          LABEL,
          Reason.VALIDATION_FAILED,
          "The barcode %s is not a label with a price or weight: scan it again, or send variant_id and quantity."
              .formatted(item.getLabelBarcode()));
      return new Line(item, problem, null, null);
    }
    return new Line(item, problem, variant(item, label, problem), label);
  }

  /** The variant of a label, which must be the item's where it names one. */
  private @Nullable QuotedVariant variant(
      QuoteItemsRequest.Item item, Label label, Problems.OfItem problem) {
    UUID ofLabel = label.variantId();
    QuotedVariant variant = ofLabel == null ? null : assortment.variant(ofLabel);
    if (variant == null) {
      problem.add(
          LABEL,
          Reason.NOT_FOUND,
          "No variant has the item code %s of the label: set it as the barcode or SKU of one."
              .formatted(label.itemCode()));
      return null;
    }
    problem.of(variant.id());
    UUID named = Ids.parseOrNull(item.getVariantId());
    if (named != null && !named.equals(variant.id())) {
      problem.add(
          LABEL,
          Reason.VALIDATION_FAILED,
          "The label is of %s, not of variant %s: send the label alone."
              .formatted(variant.title(), named));
    }
    requireOf(item.getProductId(), variant, problem);
    if (label.isEmpty()) {
      problem.add(
          LABEL,
          Reason.VALIDATION_FAILED,
          "The label of %s carries the value 0: print it again.".formatted(variant.title()));
    }
    if (label.price().isEmpty() && !variant.unit().isWeight()) {
      problem.add(
          LABEL,
          Reason.VALIDATION_FAILED,
          "The label carries a weight, but %s is not sold by weight: set its unit to KILOGRAM or GRAM."
              .formatted(variant.title()));
    }
    label
        .price()
        .filter(price -> !price.getCurrency().equals(currency))
        .ifPresent(
            price ->
                problem.add(
                    LABEL,
                    Reason.CURRENCY_MISMATCH,
                    "The label of %s has a price in %s, but the order is in %s: sell it in %s."
                        .formatted(
                            variant.title(), price.getCurrency(), currency, price.getCurrency())));
    return variant;
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
    requireOf(item.getProductId(), variant, problem);
    return variant;
  }

  private static void requireOf(String productId, QuotedVariant variant, Problems.OfItem problem) {
    UUID named = Ids.parseOrNull(productId);
    if (named != null && !named.equals(variant.product().id())) {
      problem.of(variant.id());
      problem.add(
          Reason.VALIDATION_FAILED,
          "%s is a variant of product %s, not of %s: send one of the two ids only."
              .formatted(variant.title(), variant.product().id(), named));
    }
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
    if (!product.known().isSellable()) {
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

  private static void addTooMuch(StockUse use, QuotedVariant variant, Line line) {
    line.problem()
        .add(
            line.label() == null ? "quantity" : LABEL,
            Reason.VALIDATION_FAILED,
            "%s would take %d of variant %s from stock, but at most %d are allowed in one sale: reduce the quantity."
                .formatted(variant.title(), use.quantity(), use.variantId(), StockUse.MOST));
  }

  private List<String> named(List<? extends Levy> levies) {
    levies.forEach(levy -> namedLevies.add(levy.id()));
    return levies.stream().map(levy -> levy.id().toString()).toList();
  }

  private static QuotedItem.Builder described(QuotedVariant quoted) {
    Variant variant = quoted.known().message();
    Product product = quoted.product().known().message();
    QuotedItem.Builder item =
        QuotedItem.newBuilder()
            .setProductId(product.getId())
            .setVariantId(variant.getId())
            .setCategoryId(product.getCategoryId())
            .setProductName(product.getName())
            .setVariantName(variant.getName())
            .setSku(variant.getSku().isEmpty() ? product.getSku() : variant.getSku())
            .setUnit(variant.getUnit())
            .setUnitDecimals(variant.getUnitDecimals())
            .setTrackStock(product.getTrackStock())
            .addAllCategoryIds(
                quoted.product().categoryPath().stream().map(UUID::toString).toList())
            .setGiftCard(product.getGiftCard())
            .addAllTags(product.getTagsList());
    if (variant.hasCost()) {
      item.setCost(variant.getCost());
    }
    return item;
  }
}
