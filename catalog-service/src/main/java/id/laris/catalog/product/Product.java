package id.laris.catalog.product;

import id.laris.common.db.TenantRow;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

/** Something that a shop sells, through its variants. */
@Entity
@Table(name = "product", schema = "catalog")
class Product extends TenantRow {

  private String name;
  private String sku;

  @Column(name = "category_id")
  private @Nullable UUID categoryId;

  private String description;
  private String brand;
  private String barcode;
  private List<String> tags;

  @Column(name = "tax_rule_ids")
  private List<UUID> taxRuleIds;

  @Column(name = "track_stock")
  private boolean trackStock;

  @Column(name = "image_url")
  private String imageUrl;

  @JdbcTypeCode(SqlTypes.JSON)
  private Map<String, String> attributes;

  private boolean active;

  @Column(name = "tax_exempt")
  private boolean taxExempt;

  @Column(name = "deleted_at")
  private @Nullable Instant deletedAt;

  @SuppressWarnings("NullAway") // Hibernate fills it in
  protected Product() {}

  @SuppressWarnings("NullAway") // describe fills it in
  Product(UUID id, id.laris.pos.v1.Product proto) {
    super(id);
    describe(proto);
  }

  /** Takes over everything that its makers say of it. */
  final void describe(id.laris.pos.v1.Product proto) {
    name = ProductProtos.name(proto);
    sku = proto.getSku();
    categoryId = ProductProtos.categoryId(proto);
    description = proto.getDescription();
    brand = proto.getBrand();
    barcode = proto.getBarcode();
    tags = List.copyOf(proto.getTagsList());
    taxRuleIds = ProductProtos.taxRuleIds(proto);
    trackStock = proto.getTrackStock();
    imageUrl = proto.getImageUrl();
    attributes = Map.copyOf(proto.getAttributesMap());
    active = proto.getActive();
    taxExempt = proto.getTaxExempt();
  }

  void delete(Instant now) {
    deletedAt = now;
  }

  void restore() {
    deletedAt = null;
  }

  String name() {
    return name;
  }

  String sku() {
    return sku;
  }

  @Nullable UUID categoryId() {
    return categoryId;
  }

  String description() {
    return description;
  }

  String brand() {
    return brand;
  }

  String barcode() {
    return barcode;
  }

  List<String> tags() {
    return tags;
  }

  List<UUID> taxRuleIds() {
    return taxRuleIds;
  }

  boolean tracksStock() {
    return trackStock;
  }

  String imageUrl() {
    return imageUrl;
  }

  Map<String, String> attributes() {
    return attributes;
  }

  boolean isActive() {
    return active;
  }

  boolean isTaxExempt() {
    return taxExempt;
  }

  boolean isDeleted() {
    return deletedAt != null;
  }

  @Nullable Instant deletedAt() {
    return deletedAt;
  }
}
