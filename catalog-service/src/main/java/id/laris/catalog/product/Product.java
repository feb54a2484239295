package id.laris.catalog.product;

import id.laris.common.db.DeletableRow;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.annotations.Mutability;
import org.hibernate.type.SqlTypes;
import org.hibernate.type.descriptor.java.Immutability;
import org.jspecify.annotations.Nullable;

/** Something that a shop sells, through its variants. */
@Entity
@Table(name = "product", schema = "catalog")
class Product extends DeletableRow {

  private String name = "";
  private String sku = "";

  @Column(name = "category_id")
  private @Nullable UUID categoryId;

  private String description = "";
  private String brand = "";
  private String barcode = "";

  @JdbcTypeCode(SqlTypes.ARRAY)
  private List<String> tags = List.of();

  @JdbcTypeCode(SqlTypes.ARRAY)
  @Column(name = "tax_rule_ids")
  private List<UUID> taxRuleIds = List.of();

  @Column(name = "track_stock")
  private boolean trackStock;

  @Column(name = "image_url")
  private String imageUrl = "";

  @JdbcTypeCode(SqlTypes.JSON)
  @Mutability(Immutability.class)
  private Map<String, String> attributes = Map.of();

  private boolean active = true;

  @Column(name = "tax_exempt")
  private boolean taxExempt;

  protected Product() {}

  /** An active product of which nothing more is known yet. */
  Product(UUID id) {
    super(id);
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

  @Nullable UUID categoryId() {
    return categoryId;
  }

  void setCategoryId(@Nullable UUID categoryId) {
    this.categoryId = categoryId;
  }

  String description() {
    return description;
  }

  void setDescription(String description) {
    this.description = description;
  }

  String brand() {
    return brand;
  }

  void setBrand(String brand) {
    this.brand = brand;
  }

  String barcode() {
    return barcode;
  }

  void setBarcode(String barcode) {
    this.barcode = barcode;
  }

  List<String> tags() {
    return tags;
  }

  void setTags(List<String> tags) {
    this.tags = List.copyOf(tags);
  }

  List<UUID> taxRuleIds() {
    return taxRuleIds;
  }

  void setTaxRuleIds(List<UUID> taxRuleIds) {
    this.taxRuleIds = List.copyOf(taxRuleIds);
  }

  boolean tracksStock() {
    return trackStock;
  }

  void setTrackStock(boolean trackStock) {
    this.trackStock = trackStock;
  }

  String imageUrl() {
    return imageUrl;
  }

  void setImageUrl(String imageUrl) {
    this.imageUrl = imageUrl;
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

  boolean isTaxExempt() {
    return taxExempt;
  }

  void setTaxExempt(boolean taxExempt) {
    this.taxExempt = taxExempt;
  }

  /** Records a change of its parts, such as its modifier groups. */
  @Override
  protected void touch(Instant now) {
    super.touch(now);
  }
}
