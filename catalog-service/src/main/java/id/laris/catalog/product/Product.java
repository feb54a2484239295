package id.laris.catalog.product;

import id.laris.common.Ids;
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

  @Column(name = "gift_card")
  private boolean giftCard;

  protected Product() {}

  Product(UUID id) {
    super(id);
  }

  /** Takes over every field that can change. */
  void take(id.laris.pos.v1.Product wanted) {
    name = wanted.getName();
    sku = wanted.getSku();
    categoryId = Ids.parseOrNull(wanted.getCategoryId());
    description = wanted.getDescription();
    brand = wanted.getBrand();
    barcode = wanted.getBarcode();
    tags = List.copyOf(wanted.getTagsList());
    taxRuleIds = wanted.getTaxRuleIdsList().stream().map(Ids::parse).distinct().toList();
    trackStock = wanted.getTrackStock();
    imageUrl = wanted.getImageUrl();
    attributes = Map.copyOf(wanted.getAttributesMap());
    active = wanted.getActive();
    taxExempt = wanted.getTaxExempt();
    giftCard = wanted.getGiftCard();
  }

  /** Has no category any more. */
  void leaveCategory() {
    categoryId = null;
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

  boolean isGiftCard() {
    return giftCard;
  }

  /** Records a change of its parts, such as its modifier groups. */
  @Override
  protected void touch(Instant now) {
    super.touch(now);
  }
}
