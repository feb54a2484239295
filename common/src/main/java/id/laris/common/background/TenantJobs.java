package id.laris.common.background;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.ContextPausedEvent;
import org.springframework.context.event.ContextRestartedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.scheduling.Trigger;
import org.springframework.scheduling.concurrent.ThreadPoolTaskScheduler;
import org.springframework.stereotype.Component;

/**
 * Runs every {@link TenantJob} for every tenant that the service knows and that may have work.
 * After a start each job runs several times in a row, so that the remains of a crash are repaired
 * within seconds.
 */
@Component
class TenantJobs {

  private static final Logger log = LoggerFactory.getLogger(TenantJobs.class);
  private static final Duration SOON = Duration.ofSeconds(3);
  private static final int RUNS_SOON = 4;
  private static final int STOP_PATIENCE_SECONDS = 2;

  private final List<TenantJob> jobs;
  private final JobTenants tenants;
  private final Background background;
  private final ThreadPoolTaskScheduler scheduler = new ThreadPoolTaskScheduler();

  TenantJobs(
      List<TenantJob> jobs,
      List<TenantJobSource> sources,
      JobTenants tenants,
      Background background) {
    this.jobs =
        Stream.concat(jobs.stream(), sources.stream().flatMap(source -> source.jobs().stream()))
            .toList();
    this.tenants = tenants;
    this.background = background;
    // Each job has a thread, so that it waits for no other job.
    scheduler.setPoolSize(Math.max(1, this.jobs.size()));
    scheduler.setVirtualThreads(true);
    scheduler.setThreadNamePrefix("tenant-job-");
    scheduler.setAwaitTerminationSeconds(STOP_PATIENCE_SECONDS);
  }

  /** Jobs start only now, because they call other services, which may run in this process. */
  @EventListener({ApplicationReadyEvent.class, ContextRestartedEvent.class})
  void start() {
    scheduler.initialize();
    for (TenantJob job : jobs) {
      var _ = scheduler.schedule(() -> runForAll(job), soonThenEvery(job.every()));
    }
  }

  private static Trigger soonThenEvery(Duration pause) {
    AtomicInteger runs = new AtomicInteger();
    return job -> {
      Instant ended = job.lastCompletion();
      if (ended == null) {
        return job.getClock().instant();
      }
      boolean soon = runs.incrementAndGet() < RUNS_SOON && pause.compareTo(SOON) > 0;
      return ended.plus(soon ? SOON : pause);
    };
  }

  private void runForAll(TenantJob job) {
    try {
      for (UUID tenantId : tenants.of(job)) {
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

  /** A process that is paused has no server, so jobs would only fail. */
  @EventListener({ContextPausedEvent.class, ContextClosedEvent.class})
  void stop() {
    scheduler.shutdown();
  }
}
