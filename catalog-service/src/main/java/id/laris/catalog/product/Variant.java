package id.laris.catalog.product;

import id.laris.common.db.TenantRow;
import id.laris.common.grpc.Protos;
import id.laris.pos.v1.Money;
import id.laris.pos.v1.Variant.Unit;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

/** A version of a product that has a price and can be sold. */
@Entity
@Table(name = "variant", schema = "catalog")
class Variant extends TenantRow {

  @Column(name = "product_id", updatable = false)
  private UUID productId;

  private String name;
  private String sku;
  private String barcode;

  @Enumerated(EnumType.STRING)
  private Unit unit;

  @Column(name = "cost_amount")
  private @Nullable Long costAmount;

  @Column(name = "cost_currency")
  private @Nullable String costCurrency;

  @JdbcTypeCode(SqlTypes.JSON)
  private Map<String, String> attributes;

  private boolean active;

  @Column(name = "deleted_at")
  private @Nullable Instant deletedAt;

  @SuppressWarnings("NullAway") // Hibernate fills it in
  protected Variant() {}

  @SuppressWarnings("NullAway") // describe fills it in
  Variant(UUID id, UUID productId, id.laris.pos.v1.Variant proto) {
    super(id);
    this.productId = productId;
    describe(proto);
  }

  /** Takes over everything that its makers say of it. */
  final void describe(id.laris.pos.v1.Variant proto) {
    name = Protos.required("variant.name", proto.getName());
    sku = proto.getSku();
    barcode = proto.getBarcode();
    unit = proto.getUnit() == Unit.UNIT_UNSPECIFIED ? Unit.PIECE : proto.getUnit();
    Money cost = VariantProtos.cost(proto);
    costAmount = cost == null ? null : cost.getAmount();
    costCurrency = cost == null ? null : cost.getCurrency();
    attributes = Map.copyOf(proto.getAttributesMap());
    active = proto.getActive();
  }

  void delete(Instant now) {
    deletedAt = now;
  }

  void restore() {
    deletedAt = null;
  }

  UUID productId() {
    return productId;
  }

  String name() {
    return name;
  }

  String sku() {
    return sku;
  }

  String barcode() {
    return barcode;
  }

  Unit unit() {
    return unit;
  }

  @Nullable Money cost() {
    return costAmount == null || costCurrency == null
        ? null
        : Protos.money(costAmount, costCurrency);
  }

  Map<String, String> attributes() {
    return attributes;
  }

  boolean isActive() {
    return active;
  }

  boolean isDeleted() {
    return deletedAt != null;
  }

  @Nullable Instant deletedAt() {
    return deletedAt;
  }
}
