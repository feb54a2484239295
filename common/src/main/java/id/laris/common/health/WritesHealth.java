package id.laris.common.health;

import id.laris.common.db.WriteProbe;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.stereotype.Component;

/** The part {@code writes} of the health: DOWN while the database takes none, with the cause. */
@Component("writesHealthIndicator")
class WritesHealth implements HealthIndicator {

  private final WriteProbe probe;

  WritesHealth(WriteProbe probe) {
    this.probe = probe;
  }

  @Override
  public Health health() {
    return probe
        .refusal()
        .map(cause -> Health.down().withDetail("cause", cause).build())
        .orElseGet(() -> Health.up().build());
  }
}
