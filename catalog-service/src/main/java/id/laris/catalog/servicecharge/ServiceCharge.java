package id.laris.catalog.servicecharge;

import id.laris.catalog.levy.Bearers;
import id.laris.catalog.levy.Levy;
import id.laris.catalog.levy.Measure;
import id.laris.common.db.Change;
import id.laris.pos.v1.Order;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.util.List;
import java.util.UUID;

/** A charge for service, and the products to which it applies. */
@Entity
@Table(name = "service_charge", schema = "catalog")
public class ServiceCharge extends Levy {

  private boolean taxable;

  private boolean inclusive;

  /** Names of the types it holds for; empty for all. */
  @Column(name = "order_types")
  private List<String> orderTypes = List.of();

  /** For Hibernate. */
  protected ServiceCharge() {}

  ServiceCharge(UUID id) {
    super(id);
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

  /** Takes over every field that can change. */
  void take(Change<ServiceCharge, id.laris.pos.v1.ServiceCharge> change) {
    id.laris.pos.v1.ServiceCharge wanted = change.after();
    change(
        wanted.getName(),
        wanted.hasAmount()
            ? Measure.amount(change.field("amount"), wanted.getAmount())
            : Measure.rate(wanted.getRatePpm()),
        Bearers.of(
            wanted.getAppliesToAll(),
            wanted.getCategoryIdsList(),
            wanted.getProductIdsList(),
            wanted.getLocationIdsList()),
        wanted.getActive());
    taxable = wanted.getTaxable();
    inclusive = wanted.getInclusive();
    orderTypes = wanted.getOrderTypesList().stream().map(Order.Type::name).toList();
  }
}
