package id.laris.catalog.price;

import id.laris.common.db.DeletableRow;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.util.UUID;

/** The price of one whole unit of a variant within a scope. Only its end can change. */
@Entity
@Table(name = "price", schema = "catalog")
public class Price extends DeletableRow {

  @Embedded private PriceScope scope;

  private long amount;

  @SuppressWarnings("NullAway") // Hibernate fills it in
  protected Price() {}

  Price(UUID id, PriceScope scope, long amount) {
    super(id);
    this.scope = scope;
    this.amount = amount;
  }

  PriceScope scope() {
    return scope;
  }

  /** In minor units of the currency. */
  public long amount() {
    return amount;
  }

  public String currency() {
    return scope.currency();
  }
}
