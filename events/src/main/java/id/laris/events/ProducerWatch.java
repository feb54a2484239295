package id.laris.events;

import com.google.common.collect.Iterables;
import id.laris.common.background.Background;
import id.laris.common.client.RemoteService;
import id.laris.pos.v1.FeedServiceGrpc;
import id.laris.pos.v1.WatchTenantsRequest;
import id.laris.pos.v1.WatchTenantsResponse;
import io.github.resilience4j.core.IntervalFunction;
import io.grpc.Status;
import io.grpc.StatusException;
import io.grpc.stub.BlockingClientCall;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Receives the tenants that have new events for a consumer, and tells the workers. If the producer
 * cannot be reached, it retries. In any case all tenants are looked at from time to time: a
 * producer that crashes between a commit and the signal leaves an event without a signal.
 */
final class ProducerWatch {

  private static final Logger log = LoggerFactory.getLogger(ProducerWatch.class);

  /** The watch is for no tenant in particular. */
  private static final UUID NOBODY = new UUID(0, 0);

  /** The producer gives a sign of life every 15 seconds. */
  private static final Duration LONGEST_SILENCE = Duration.ofSeconds(45);

  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(3);
  private static final IntervalFunction PAUSES =
      IntervalFunction.ofExponentialBackoff(Duration.ofMillis(100), 2, LONGEST_PAUSE);

  private static final Duration SHORTEST_ROUND = Duration.ofSeconds(10);
  private static final Duration ROUND_PER_TENANT = Duration.ofMillis(50);
  private static final int GROUP = 100;

  private final EventConsumer consumer;
  private final RemoteService producer;
  private final ConsumerWorkers workers;
  private final Background background;
  private final Set<UUID> known = ConcurrentHashMap.newKeySet();
  private long roundAtNanos;
  private long heardAtNanos;
  private volatile @Nullable Thread thread;
  private volatile boolean stopped;

  ProducerWatch(
      EventConsumer consumer,
      RemoteService producer,
      ConsumerWorkers workers,
      Background background) {
    this.consumer = consumer;
    this.producer = producer;
    this.workers = workers;
    this.background = background;
  }

  void start() {
    thread = Thread.ofVirtual().name("consumer-watch-" + consumer.name()).start(this::run);
  }

  private void run() {
    int failures = 0;
    try {
      while (!stopped) {
        long startedAtNanos = System.nanoTime();
        Status ended = background.call(NOBODY, consumer.service(), "WatchTenants", this::watch);
        boolean lasted = System.nanoTime() - startedAtNanos > LONGEST_PAUSE.toNanos();
        failures = lasted ? 1 : failures + 1;
        if (!stopped) {
          long pauseMillis = PAUSES.apply(failures);
          log.info(
              "the watch for {} ended, it starts again in {} ms: {}",
              consumer.name(),
              pauseMillis,
              ended);
          Thread.sleep(pauseMillis);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Watches until the stream ends, and returns the reason. */
  private Status watch() {
    BlockingClientCall<?, WatchTenantsResponse> call =
        FeedServiceGrpc.newBlockingV2Stub(producer.channel())
            .watchTenants(
                WatchTenantsRequest.newBuilder().addAllTypes(consumer.typeNames()).build());
    heardAtNanos = System.nanoTime();
    planRound();
    try {
      while (!stopped) {
        if (!awaitMessage(call)) {
          return Status.UNAVAILABLE.withDescription("it is silent or has ended");
        }
        if (System.nanoTime() - roundAtNanos >= 0) {
          lookAtAll();
        }
      }
      return Status.OK;
    } catch (StatusException e) {
      return e.getStatus();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Status.CANCELLED;
    } finally {
      call.cancel("the watch is over", null);
    }
  }

  /** Waits for a message, or until there is something else to do; false where none will come. */
  private boolean awaitMessage(BlockingClientCall<?, WatchTenantsResponse> call)
      throws InterruptedException, StatusException {
    long now = System.nanoTime();
    long nanos = Math.min(roundAtNanos - now, heardAtNanos + LONGEST_SILENCE.toNanos() - now);
    try {
      WatchTenantsResponse message = call.read(Math.max(1, nanos), TimeUnit.NANOSECONDS);
      if (message == null) {
        return false;
      }
      heardAtNanos = System.nanoTime();
      lookAt(message.getTenantIdsList().stream().map(UUID::fromString).toList());
      return true;
    } catch (TimeoutException e) {
      return System.nanoTime() - heardAtNanos < LONGEST_SILENCE.toNanos();
    }
  }

  private void lookAt(List<UUID> tenantIds) {
    known.addAll(tenantIds);
    workers.add(tenantIds, Duration.ZERO);
  }

  /** In groups, which are read together, spread over the time until the next round. */
  private void lookAtAll() {
    Duration round = planRound();
    Duration delay = Duration.ZERO;
    for (List<UUID> group : Iterables.partition(known, GROUP)) {
      workers.add(group, delay);
      delay = delay.plus(round.multipliedBy(group.size()).dividedBy(known.size()));
    }
  }

  private Duration planRound() {
    Duration perTenant = ROUND_PER_TENANT.multipliedBy(known.size());
    Duration round = perTenant.compareTo(SHORTEST_ROUND) < 0 ? SHORTEST_ROUND : perTenant;
    roundAtNanos = System.nanoTime() + round.toNanos();
    return round;
  }

  void stop() {
    stopped = true;
    Thread running = thread;
    if (running != null) {
      running.interrupt();
    }
  }
}
