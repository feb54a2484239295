package id.laris.events;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Tells other processes which tenants have new events. It does so beside the transactions that
 * wrote them and for many at once: a NOTIFY inside a transaction takes a lock that lets one
 * transaction of the whole server commit at a time.
 */
@Component
class FeedNotifier implements SmartLifecycle {

  private static final Logger log = LoggerFactory.getLogger(FeedNotifier.class);
  private static final long PAUSE_MILLIS = 20;

  private final FeedSignals signals;
  private final FeedChannel channel;
  private volatile @Nullable Thread thread;
  private int failures;

  FeedNotifier(FeedSignals signals, FeedChannel channel) {
    this.signals = signals;
    this.channel = channel;
  }

  @Override
  public void start() {
    thread = Thread.ofVirtual().name("feed-notifier").start(this::run);
  }

  private void run() {
    Thread self = Thread.currentThread();
    TenantInbox inbox = new TenantInbox(Set.of(), () -> LockSupport.unpark(self));
    FeedSignals.Registration registration = signals.watchOwn(inbox);
    try {
      while (!self.isInterrupted()) {
        tellWhatComes(inbox);
      }
    } catch (InterruptedException e) {
      self.interrupt();
    } finally {
      registration.close();
    }
  }

  /** Notifies until the connection breaks. */
  private void tellWhatComes(TenantInbox inbox) throws InterruptedException {
    Set<UUID> tenants = Set.of();
    try (Connection connection = channel.connect("laris feed notifier");
        PreparedStatement notify =
            connection.prepareStatement("select pg_notify('%s', ?)".formatted(FeedChannel.NAME))) {
      while (!Thread.currentThread().isInterrupted()) {
        tenants = inbox.drain();
        if (tenants.isEmpty()) {
          LockSupport.park(inbox);
        } else {
          tell(List.copyOf(tenants), notify);
          failures = 0;
          Thread.sleep(PAUSE_MILLIS);
        }
      }
    } catch (SQLException e) {
      if (!Thread.currentThread().isInterrupted()) {
        log.warn(
            "other processes cannot be notified of new events, they find them by polling: {}",
            e.getMessage());
        tenants.forEach(inbox::add);
        Thread.sleep(FeedChannel.PAUSES.apply(++failures));
      }
    }
  }

  private void tell(List<UUID> tenants, PreparedStatement notify) throws SQLException {
    for (int from = 0; from < tenants.size(); from += FeedChannel.TENANTS_PER_MESSAGE) {
      int to = Math.min(tenants.size(), from + FeedChannel.TENANTS_PER_MESSAGE);
      notify.setString(1, channel.message(new ArrayList<>(tenants.subList(from, to))));
      notify.execute();
    }
  }

  @Override
  public void stop() {
    Thread running = thread;
    if (running != null) {
      running.interrupt();
    }
    thread = null;
  }

  @Override
  public boolean isRunning() {
    return thread != null;
  }
}
