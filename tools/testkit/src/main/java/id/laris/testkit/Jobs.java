package id.laris.testkit;

import id.laris.common.background.Background;
import id.laris.common.background.TenantJob;
import java.util.List;
import java.util.UUID;

/** Runs the background jobs of a process when a test asks for it. */
public record Jobs(List<TenantJob> all, Background background) {

  public void run(UUID tenant, String name) {
    TenantJob job = all.stream().filter(any -> any.name().equals(name)).findFirst().orElseThrow();
    background.run(tenant, job.service(), job.name(), job::run);
  }
}
