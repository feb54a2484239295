package id.laris.sales.order;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import id.laris.common.errors.Errors;
import id.laris.pos.v1.QuotedItem;
import id.laris.sales.pricing.LineToPrice;
import id.laris.sales.pricing.PricedLine;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A line of an order. Its names and prices are those of the last quote of the catalog; once the
 * order is finalized they never change.
 */
public class OrderItem {

  /** A modifier of the line; {@code name} and {@code priceDelta} come with the first quote. */
  public record Modifier(UUID id, String name, long priceDelta) {}

  /** The line's share of a tax of the order, in minor units. */
  public record Tax(UUID taxRuleId, boolean inclusive, long base, long amount) {}

  /** The stock of the location that the line takes. */
  public record StockUse(UUID variantId, long quantity) {}

  private UUID id;

  /** Null until it is stored. */
  @JsonProperty("created_at")
  private @Nullable Instant createdAt;

  @JsonProperty("line_number")
  private int lineNumber;

  @JsonProperty("product_id")
  private @Nullable UUID productId;

  @JsonProperty("variant_id")
  private @Nullable UUID variantId;

  @JsonProperty("product_name")
  private String productName = "";

  @JsonProperty("variant_name")
  private String variantName = "";

  private String sku = "";

  private long quantity;

  /** The label that a scale printed, which says the quantity; empty for none. */
  @JsonProperty("label_barcode")
  private String labelBarcode;

  /** The price of the whole quantity, where the label carries it. */
  @JsonProperty("label_price")
  private @Nullable Long labelPrice;

  @JsonProperty("unit_decimals")
  private int unitDecimals;

  @JsonProperty("unit_price")
  private long unitPrice;

  private List<Modifier> modifiers = List.of();

  private String notes;

  @JsonUnwrapped private LineAmounts amounts = LineAmounts.ZERO;

  private List<Tax> taxes = List.of();

  @JsonProperty("stock_uses")
  private List<StockUse> stockUses = List.of();

  @JsonProperty("category_ids")
  private List<UUID> categoryIds = List.of();

  @JsonProperty("gift_card")
  private boolean giftCard;

  private List<String> tags = List.of();

  /** Null where the employee of the order sold it. */
  @JsonProperty("employee_id")
  private @Nullable UUID employeeId;

  @SuppressWarnings("NullAway") // Jackson fills it in
  private OrderItem() {}

  OrderItem(int lineNumber, ItemRequest wanted) {
    this.id = wanted.id();
    this.lineNumber = lineNumber;
    this.productId = wanted.productId();
    this.variantId = wanted.variantId();
    this.quantity = wanted.quantity();
    this.labelBarcode = wanted.labelBarcode();
    this.notes = wanted.notes();
    this.employeeId = wanted.employeeId();
    chooseModifiers(wanted.modifierIds());
  }

  /** Returns whether this is the requested line. */
  boolean matches(ItemRequest wanted) {
    return (wanted.productId() == null || wanted.productId().equals(productId))
        && (wanted.variantId() == null || wanted.variantId().equals(variantId))
        && wanted.labelBarcode().equals(labelBarcode)
        && (hasLabel() || wanted.quantity() == quantity)
        && new HashSet<>(wanted.modifierIds()).equals(new HashSet<>(modifierIds()))
        && wanted.notes().equals(notes)
        && Objects.equals(wanted.employeeId(), employeeId);
  }

  void changeQuantity(long newQuantity) {
    if (hasLabel()) {
      throw Errors.invalid(
          "quantity", "is that of the line's label: remove the line, and add another");
    }
    quantity = newQuantity;
  }

  final void chooseModifiers(List<UUID> modifierIds) {
    modifiers = modifierIds.stream().map(id -> new Modifier(id, "", 0)).toList();
  }

  void changeNotes(String newNotes) {
    notes = newNotes;
  }

  void changeEmployee(@Nullable UUID newEmployeeId) {
    employeeId = newEmployeeId;
  }

  /**
   * Takes over its quote of the catalog.
   *
   * @param takesStock false where there is no stock that it could be taken from
   */
  public void applyQuote(QuotedItem quoted, boolean takesStock) {
    productId = UUID.fromString(quoted.getProductId());
    variantId = UUID.fromString(quoted.getVariantId());
    productName = quoted.getProductName();
    variantName = quoted.getVariantName();
    sku = quoted.getSku();
    unitDecimals = quoted.getUnitDecimals();
    unitPrice = quoted.getUnitPrice().getAmount();
    categoryIds = quoted.getCategoryIdsList().stream().map(UUID::fromString).toList();
    giftCard = quoted.getGiftCard();
    tags = List.copyOf(quoted.getTagsList());
    if (hasLabel()) {
      quantity = quoted.getQuantity();
      labelPrice = quoted.hasLabelPrice() ? quoted.getLabelPrice().getAmount() : null;
    }
    modifiers =
        quoted.getModifiersList().stream()
            .map(
                modifier ->
                    new Modifier(
                        UUID.fromString(modifier.getModifierId()),
                        modifier.getName(),
                        modifier.getPriceDelta().getAmount()))
            .toList();
    stockUses =
        takesStock
            ? quoted.getStockUsesList().stream()
                .map(use -> new StockUse(UUID.fromString(use.getVariantId()), use.getQuantity()))
                .toList()
            : List.of();
  }

  /** Takes over its price. */
  public void applyPrice(PricedLine line) {
    amounts = LineAmounts.of(line);
    taxes =
        line.taxes().stream()
            .map(share -> new Tax(share.taxId(), share.inclusive(), share.base(), share.amount()))
            .toList();
  }

  /** Sets its price to 0, because the catalog cannot sell it now. */
  public void clearPrice() {
    amounts = LineAmounts.ZERO;
    taxes = List.of();
    stockUses = List.of();
  }

  void prepare(Instant now) {
    createdAt = createdAt == null ? now : createdAt;
  }

  public UUID id() {
    return id;
  }

  public int lineNumber() {
    return lineNumber;
  }

  public @Nullable UUID productId() {
    return productId;
  }

  public @Nullable UUID variantId() {
    return variantId;
  }

  public String productName() {
    return productName;
  }

  public String variantName() {
    return variantName;
  }

  public String sku() {
    return sku;
  }

  public long quantity() {
    return quantity;
  }

  public boolean hasLabel() {
    return !labelBarcode.isEmpty();
  }

  public String labelBarcode() {
    return labelBarcode;
  }

  /** The price of the whole quantity without modifiers; null unless its label carries it. */
  public @Nullable Long labelPrice() {
    return labelPrice;
  }

  public int unitDecimals() {
    return unitDecimals;
  }

  public long unitPrice() {
    return unitPrice;
  }

  public List<Modifier> modifiers() {
    return modifiers;
  }

  public List<UUID> modifierIds() {
    return modifiers.stream().map(Modifier::id).toList();
  }

  public String notes() {
    return notes;
  }

  public LineAmounts amounts() {
    return amounts;
  }

  public List<Tax> taxes() {
    return taxes;
  }

  public List<StockUse> stockUses() {
    return stockUses;
  }

  /** The category of its product and those above it. */
  public List<UUID> categoryIds() {
    return categoryIds;
  }

  /** Returns whether each piece becomes a gift card when the order completes. */
  public boolean isGiftCard() {
    return giftCard;
  }

  /** The tags of its product. */
  public List<String> tags() {
    return tags;
  }

  /** The employee who sold it; null where the employee of the order did. */
  public @Nullable UUID employeeId() {
    return employeeId;
  }

  /** The number of gift cards that it becomes. */
  long giftCards() {
    return giftCard ? quantity / LineToPrice.stepsPerUnit(unitDecimals) : 0;
  }
}
