package id.laris.sales;

import id.laris.common.background.Background;
import id.laris.common.background.TenantJob;
import java.util.List;
import java.util.UUID;

/** Runs what the process does by itself, when a test wants it. */
record Jobs(List<TenantJob> all, Background background) {

  void run(UUID tenant, String name) {
    TenantJob job = all.stream().filter(any -> any.name().equals(name)).findFirst().orElseThrow();
    background.run(tenant, job.service(), job.name(), job::run);
  }
}
