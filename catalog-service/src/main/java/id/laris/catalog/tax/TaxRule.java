package id.laris.catalog.tax;

import id.laris.catalog.levy.Bearers;
import id.laris.catalog.levy.Levy;
import id.laris.catalog.levy.Measure;
import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.util.UUID;

/** A tax and what bears it. */
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

  @Embedded private Computation computation;

  @SuppressWarnings("NullAway") // Hibernate fills it in
  protected TaxRule() {}

  TaxRule(
      UUID id,
      String name,
      Measure measure,
      Computation computation,
      Bearers bearers,
      boolean active) {
    super(id, name, measure, bearers, active);
    this.computation = computation;
  }

  Computation computation() {
    return computation;
  }

  /** Becomes like another in all but its id. */
  void takeOver(TaxRule wanted) {
    change(wanted.name(), wanted.measure(), wanted.bearers(), wanted.isActive());
    computation = wanted.computation;
  }
}
