package id.laris.common.background;

import id.laris.common.db.KnownTenants;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** The tenants for which a job may have work, asked for by one statement. */
@Component
public class JobTenants {

  private final KnownTenants tenants;
  private final Clock clock;

  JobTenants(KnownTenants tenants, Clock clock) {
    this.tenants = tenants;
    this.clock = clock;
  }

  public List<UUID> of(TenantJob job) {
    String question = job.mayBeWork();
    return question.isEmpty()
        ? tenants.of(job.service())
        : tenants.with(job.service(), question, clock.instant());
  }
}
