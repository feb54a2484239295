package id.laris.common.background;

import id.laris.common.db.KnownTenants;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Runs every {@link TenantJob} for every tenant that the service knows. After a start each runs
 * several times in a row: what a crash has left behind is put right within seconds.
 */
@Component
class TenantJobs {

  private static final Logger log = LoggerFactory.getLogger(TenantJobs.class);
  private static final Duration SOON = Duration.ofSeconds(3);
  private static final int RUNS_SOON = 4;

  private final List<TenantJob> jobs;
  private final KnownTenants tenants;
  private final Background background;
  private List<Thread> threads = List.of();

  TenantJobs(
      List<TenantJob> jobs,
      List<TenantJobSource> sources,
      KnownTenants tenants,
      Background background) {
    this.jobs =
        Stream.concat(jobs.stream(), sources.stream().flatMap(source -> source.jobs().stream()))
            .toList();
    this.tenants = tenants;
    this.background = background;
  }

  /** Only now: jobs call other services, which may be of this process. */
  @EventListener(ApplicationReadyEvent.class)
  synchronized void start() {
    threads =
        jobs.stream()
            .map(job -> Thread.ofVirtual().name("job-" + job.name()).start(() -> repeat(job)))
            .toList();
  }

  private void repeat(TenantJob job) {
    try {
      for (long run = 1; !Thread.currentThread().isInterrupted(); run++) {
        runForAll(job);
        boolean soon = run < RUNS_SOON && job.every().compareTo(SOON) > 0;
        Thread.sleep(soon ? SOON : job.every());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void runForAll(TenantJob job) {
    try {
      for (UUID tenantId : tenants.of(job.service())) {
        if (Thread.currentThread().isInterrupted()) {
          return;
        }
        runFor(tenantId, job);
      }
    } catch (RuntimeException e) {
      log.warn("{} could not run, it will again in {}", job.name(), job.every(), e);
    }
  }

  private void runFor(UUID tenantId, TenantJob job) {
    try {
      background.run(tenantId, job.service(), job.name(), job::run);
    } catch (RuntimeException e) {
      log.warn("{} failed for tenant {}, it will run again", job.name(), tenantId, e);
    }
  }

  @EventListener(ContextClosedEvent.class)
  synchronized void stop() {
    threads.forEach(Thread::interrupt);
    for (Thread thread : threads) {
      try {
        thread.join(Duration.ofSeconds(2));
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
    threads = List.of();
  }
}
