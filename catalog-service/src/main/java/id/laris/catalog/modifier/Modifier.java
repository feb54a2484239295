package id.laris.catalog.modifier;

import id.laris.common.db.DeletableRow;
import id.laris.pos.v1.Money;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** One thing to choose in a group. */
@Entity
@Table(name = "modifier", schema = "catalog")
class Modifier extends DeletableRow {

  @Column(name = "group_id", updatable = false)
  private UUID groupId;

  private String name;

  @Column(name = "price_amount")
  private @Nullable Long priceAmount;

  @Column(name = "price_currency")
  private @Nullable String priceCurrency;

  @Column(name = "sort_order")
  private int sortOrder;

  private boolean active = true;

  @SuppressWarnings("NullAway") // Hibernate fills it in
  protected Modifier() {}

  /** An active modifier. */
  Modifier(UUID id, UUID groupId, String name, @Nullable Money priceDelta, int sortOrder) {
    super(id);
    this.groupId = groupId;
    this.name = name;
    this.sortOrder = sortOrder;
    setPriceDelta(priceDelta);
  }

  UUID groupId() {
    return groupId;
  }

  String name() {
    return name;
  }

  void rename(String name) {
    this.name = name;
  }

  /** Returns the amount added to the price of one whole unit; null for nothing. */
  @Nullable Money priceDelta() {
    return priceAmount == null || priceCurrency == null
        ? null
        : Money.newBuilder().setAmount(priceAmount).setCurrency(priceCurrency).build();
  }

  final void setPriceDelta(@Nullable Money priceDelta) {
    priceAmount = priceDelta == null ? null : priceDelta.getAmount();
    priceCurrency = priceDelta == null ? null : priceDelta.getCurrency();
  }

  int sortOrder() {
    return sortOrder;
  }

  void sortAt(int sortOrder) {
    this.sortOrder = sortOrder;
  }

  boolean isActive() {
    return active;
  }

  void setActive(boolean active) {
    this.active = active;
  }
}
