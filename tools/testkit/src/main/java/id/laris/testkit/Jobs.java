package id.laris.testkit;

import id.laris.common.background.Background;
import id.laris.common.background.JobTenants;
import id.laris.common.background.TenantJob;
import java.util.List;
import java.util.UUID;

/** Runs the background jobs of a process when a test asks for it. */
public record Jobs(List<TenantJob> all, JobTenants tenants, Background background) {

  /** Runs the job for the tenant, if there may be work. */
  public void run(UUID tenant, String name) {
    TenantJob job = all.stream().filter(any -> any.name().equals(name)).findFirst().orElseThrow();
    if (tenants.of(job).contains(tenant)) {
      background.run(tenant, job.service(), job.name(), job::run);
    }
  }
}
