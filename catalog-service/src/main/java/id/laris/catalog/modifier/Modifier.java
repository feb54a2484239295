package id.laris.catalog.modifier;

import id.laris.common.db.DeletableRow;
import id.laris.common.grpc.Protos;
import id.laris.pos.v1.Money;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** One option of a modifier group. */
@Entity
@Table(name = "modifier", schema = "catalog")
class Modifier extends DeletableRow {

  @Column(name = "group_id", updatable = false)
  private UUID groupId;

  private String name = "";

  @Column(name = "price_amount")
  private @Nullable Long priceAmount;

  @Column(name = "price_currency")
  private @Nullable String priceCurrency;

  @Column(name = "sort_order")
  private int sortOrder;

  private boolean active = true;

  @SuppressWarnings("NullAway") // Hibernate fills it in
  protected Modifier() {}

  Modifier(UUID id, UUID groupId) {
    super(id);
    this.groupId = groupId;
  }

  /**
   * Takes over every field that can change.
   *
   * @param field the caller's name for the price delta
   */
  void take(String field, id.laris.pos.v1.Modifier wanted) {
    if (wanted.hasPriceDelta()) {
      Money delta =
          Protos.money(field, wanted.getPriceDelta(), -Protos.MAX_AMOUNT, Protos.MAX_AMOUNT);
      priceAmount = delta.getAmount();
      priceCurrency = delta.getCurrency();
    } else {
      priceAmount = null;
      priceCurrency = null;
    }
    name = wanted.getName();
    sortOrder = wanted.getSortOrder();
    active = wanted.getActive();
  }

  UUID groupId() {
    return groupId;
  }

  String name() {
    return name;
  }

  /** Returns the amount added to the price of one whole unit; null for nothing. */
  @Nullable Money priceDelta() {
    return priceAmount == null || priceCurrency == null
        ? null
        : Money.newBuilder().setAmount(priceAmount).setCurrency(priceCurrency).build();
  }

  int sortOrder() {
    return sortOrder;
  }

  boolean isActive() {
    return active;
  }
}
