package id.laris.events;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Receives the signals of other processes about new events, on one connection. Signals are lost
 * while this connection is broken, so every reader looks after each reconnection.
 */
@Component
class FeedListener implements SmartLifecycle {

  private static final Logger log = LoggerFactory.getLogger(FeedListener.class);
  private static final int SILENCE_MILLIS = 10_000;

  private final FeedSignals signals;
  private final FeedChannel channel;
  private volatile @Nullable Thread thread;
  private volatile boolean listening;

  FeedListener(FeedSignals signals, FeedChannel channel) {
    this.signals = signals;
    this.channel = channel;
  }

  @Override
  public void start() {
    thread = Thread.ofVirtual().name("feed-listener").start(this::run);
  }

  private void run() {
    int failures = 0;
    try {
      while (!Thread.currentThread().isInterrupted()) {
        try {
          listen();
        } catch (SQLException e) {
          if (Thread.currentThread().isInterrupted()) {
            return;
          }
          log.warn(
              "no signals of other processes arrive, events are found by polling: {}",
              e.getMessage());
        }
        failures = listening ? 1 : failures + 1;
        listening = false;
        Thread.sleep(FeedChannel.PAUSES.apply(failures));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Listens until the connection breaks. */
  private void listen() throws SQLException {
    try (Connection connection = channel.connect("laris feed listener");
        Statement statement = connection.createStatement()) {
      statement.execute("listen " + FeedChannel.NAME);
      listening = true;
      signals.tellEverybody();
      PGConnection postgres = connection.unwrap(PGConnection.class);
      while (!Thread.currentThread().isInterrupted()) {
        PGNotification[] notifications = postgres.getNotifications(SILENCE_MILLIS);
        if (notifications == null || notifications.length == 0) {
          // Only a statement tells a dead connection from an idle one.
          statement.execute("select 1");
          continue;
        }
        for (PGNotification notification : notifications) {
          channel.tenants(notification.getParameter()).forEach(signals::tell);
        }
      }
    }
  }

  /** Returns whether it is listening. */
  boolean isListening() {
    return listening;
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
