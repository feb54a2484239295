package id.laris.catalog.variant;

import id.laris.common.db.DeletableRow;
import id.laris.pos.v1.Money;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.annotations.Mutability;
import org.hibernate.type.SqlTypes;
import org.hibernate.type.descriptor.java.Immutability;
import org.jspecify.annotations.Nullable;

/** A version of a product that has a price and can be sold. */
@Entity
@Table(name = "variant", schema = "catalog")
class Variant extends DeletableRow {

  @Column(name = "product_id", updatable = false)
  private UUID productId;

  private String name = "";
  private String sku = "";
  private String barcode = "";

  @Enumerated(EnumType.STRING)
  private Unit unit = Unit.PIECE;

  @Enumerated(EnumType.STRING)
  @Column(name = "stock_unit")
  private @Nullable Unit stockUnit;

  @Column(name = "stock_quantity")
  private long stockQuantity;

  @Column(name = "cost_amount")
  private @Nullable Long costAmount;

  @Column(name = "cost_currency")
  private @Nullable String costCurrency;

  @JdbcTypeCode(SqlTypes.JSON)
  @Mutability(Immutability.class)
  private Map<String, String> attributes = Map.of();

  private boolean active = true;

  @SuppressWarnings("NullAway") // Hibernate fills it in
  protected Variant() {}

  /** An active variant, by the piece, of which nothing more is known yet. */
  Variant(UUID id, UUID productId) {
    super(id);
    this.productId = productId;
  }

  UUID productId() {
    return productId;
  }

  String name() {
    return name;
  }

  void setName(String name) {
    this.name = name;
  }

  String sku() {
    return sku;
  }

  void setSku(String sku) {
    this.sku = sku;
  }

  String barcode() {
    return barcode;
  }

  void setBarcode(String barcode) {
    this.barcode = barcode;
  }

  Unit unit() {
    return unit;
  }

  void setUnit(Unit unit) {
    this.unit = unit;
  }

  /**
   * Returns the unit in which its stock is counted, if it is not the unit of sale; otherwise null.
   */
  @Nullable Unit stockUnit() {
    return stockUnit;
  }

  void setStockUnit(@Nullable Unit stockUnit) {
    this.stockUnit = stockUnit;
  }

  /**
   * Returns the quantity in one whole unit, in the smallest step of the stock unit; 0 without one.
   */
  long stockQuantity() {
    return stockQuantity;
  }

  void setStockQuantity(long stockQuantity) {
    this.stockQuantity = stockQuantity;
  }

  /** Returns the cost of one whole unit to the shop; null if it is not known. */
  @Nullable Money cost() {
    return costAmount == null || costCurrency == null
        ? null
        : Money.newBuilder().setAmount(costAmount).setCurrency(costCurrency).build();
  }

  void setCost(@Nullable Money cost) {
    costAmount = cost == null ? null : cost.getAmount();
    costCurrency = cost == null ? null : cost.getCurrency();
  }

  Map<String, String> attributes() {
    return attributes;
  }

  void setAttributes(Map<String, String> attributes) {
    this.attributes = Map.copyOf(attributes);
  }

  boolean isActive() {
    return active;
  }

  void setActive(boolean active) {
    this.active = active;
  }

  /** Records a change of its components. */
  @Override
  protected void touch(Instant now) {
    super.touch(now);
  }
}
