package id.laris.catalog.levy;

import id.laris.common.db.DeletableRow;
import jakarta.persistence.Embedded;
import jakarta.persistence.MappedSuperclass;
import java.util.UUID;

/** A tax rule or a service charge. */
@MappedSuperclass
public abstract class Levy extends DeletableRow {

  private String name = "";

  @Embedded private Measure measure = Measure.rate(0);

  @Embedded private Bearers bearers = Bearers.NONE;

  private boolean active = true;

  /** For Hibernate. */
  protected Levy() {}

  protected Levy(UUID id) {
    super(id);
  }

  /** Takes over the fields that every levy has. */
  protected void change(String name, Measure measure, Bearers bearers, boolean active) {
    this.name = name;
    this.measure = measure;
    this.bearers = bearers;
    this.active = active;
  }

  public String name() {
    return name;
  }

  public Measure measure() {
    return measure;
  }

  public Bearers bearers() {
    return bearers;
  }

  public boolean isActive() {
    return active;
  }
}
