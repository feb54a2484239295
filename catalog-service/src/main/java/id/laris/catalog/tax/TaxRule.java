package id.laris.catalog.tax;

import id.laris.catalog.levy.Bearers;
import id.laris.catalog.levy.Levy;
import id.laris.catalog.levy.Measure;
import id.laris.common.db.Change;
import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.util.UUID;

/** A tax, and the products to which it applies. */
@Entity
@Table(name = "tax_rule", schema = "catalog")
public class TaxRule extends Levy {

  /**
   * The computation of the tax together with other taxes.
   *
   * @param inclusive whether prices already contain it
   * @param includeInBase whether later taxes are computed on top of it
   * @param ignoreEarlierTaxes whether its own base leaves earlier taxes out
   * @param priority the order of computation, lower first
   */
  @Embeddable
  record Computation(
      @Column(name = "inclusive") boolean inclusive,
      @Column(name = "include_in_base") boolean includeInBase,
      @Column(name = "ignore_earlier_taxes") boolean ignoreEarlierTaxes,
      @Column(name = "priority") int priority) {}

  @Embedded private Computation computation = new Computation(false, false, false, 0);

  /** For Hibernate. */
  protected TaxRule() {}

  TaxRule(UUID id) {
    super(id);
  }

  Computation computation() {
    return computation;
  }

  /** Takes over every field that can change. */
  void take(Change<TaxRule, id.laris.pos.v1.TaxRule> change) {
    id.laris.pos.v1.TaxRule wanted = change.after();
    change(
        wanted.getName(),
        wanted.hasAmountPerUnit()
            ? Measure.amount(change.field("amount_per_unit"), wanted.getAmountPerUnit())
            : Measure.rate(wanted.getRatePpm()),
        Bearers.of(
            wanted.getAppliesToAll(),
            wanted.getCategoryIdsList(),
            wanted.getProductIdsList(),
            wanted.getLocationIdsList()),
        wanted.getActive());
    computation =
        new Computation(
            wanted.getInclusive(),
            wanted.getIncludeInBase(),
            wanted.getIgnoreEarlierTaxes(),
            wanted.getPriority());
  }
}
