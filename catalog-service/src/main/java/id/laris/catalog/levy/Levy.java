package id.laris.catalog.levy;

import id.laris.common.db.DeletableRow;
import jakarta.persistence.Embedded;
import jakarta.persistence.MappedSuperclass;
import java.util.UUID;

/** A tax rule or a service charge. */
@MappedSuperclass
public abstract class Levy extends DeletableRow {

  private String name;

  @Embedded private Measure measure;

  @Embedded private Bearers bearers;

  private boolean active;

  @SuppressWarnings("NullAway") // Hibernate fills it in
  protected Levy() {}

  protected Levy(UUID id, String name, Measure measure, Bearers bearers, boolean active) {
    super(id);
    this.name = name;
    this.measure = measure;
    this.bearers = bearers;
    this.active = active;
  }

  /** Takes over what all levies have. */
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
