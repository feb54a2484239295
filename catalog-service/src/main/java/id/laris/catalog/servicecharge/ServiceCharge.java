package id.laris.catalog.servicecharge;

import id.laris.catalog.levy.Bearers;
import id.laris.catalog.levy.Levy;
import id.laris.catalog.levy.Measure;
import id.laris.pos.v1.Order;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.util.List;
import java.util.UUID;

/** A charge for service, and what bears it. */
@Entity
@Table(name = "service_charge", schema = "catalog")
public class ServiceCharge extends Levy {

  private boolean taxable;

  private boolean inclusive;

  /** Names of the types it holds for; empty for all. */
  @Column(name = "order_types")
  private List<String> orderTypes;

  @SuppressWarnings("NullAway") // Hibernate fills it in
  protected ServiceCharge() {}

  ServiceCharge(
      UUID id,
      String name,
      Measure measure,
      boolean taxable,
      boolean inclusive,
      Bearers bearers,
      List<Order.Type> orderTypes,
      boolean active) {
    super(id, name, measure, bearers, active);
    this.taxable = taxable;
    this.inclusive = inclusive;
    this.orderTypes = orderTypes.stream().map(Order.Type::name).toList();
  }

  boolean isTaxable() {
    return taxable;
  }

  boolean isInclusive() {
    return inclusive;
  }

  List<Order.Type> orderTypes() {
    return orderTypes.stream().map(Order.Type::valueOf).toList();
  }

  /**
   * Returns whether it applies to orders of this type; to an order without a type only if it
   * applies to all.
   */
  public boolean holdsFor(Order.Type type) {
    return orderTypes.isEmpty() || orderTypes.contains(type.name());
  }

  /** Becomes like another in all but its id. */
  void takeOver(ServiceCharge wanted) {
    change(wanted.name(), wanted.measure(), wanted.bearers(), wanted.isActive());
    taxable = wanted.taxable;
    inclusive = wanted.inclusive;
    orderTypes = wanted.orderTypes;
  }
}
