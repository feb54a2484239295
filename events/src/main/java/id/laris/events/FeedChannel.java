package id.laris.events;

import id.laris.common.db.DatabaseSettings;
import io.github.resilience4j.core.IntervalFunction;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Properties;
import java.util.UUID;
import org.springframework.stereotype.Component;

/**
 * The channel by which processes of one database signal new events: notifications whose payload is
 * {@code sender:tenant,tenant,...}.
 */
@Component
class FeedChannel {

  static final String NAME = "laris_events";

  /** A notification has less than 8,000 bytes; a tenant takes 37 of them. */
  static final int TENANTS_PER_MESSAGE = 200;

  /** The pauses before a new connection. */
  static final IntervalFunction PAUSES =
      IntervalFunction.ofExponentialBackoff(Duration.ofMillis(100), 2, Duration.ofSeconds(5));

  private final DatabaseSettings database;
  private final UUID sender = UUID.randomUUID();

  FeedChannel(DatabaseSettings database) {
    this.database = database;
  }

  /** A connection of its own: it listens or tells as long as the process lives. */
  Connection connect(String name) throws SQLException {
    Properties properties = new Properties();
    properties.setProperty("user", database.user());
    properties.setProperty("password", database.password());
    properties.setProperty("ApplicationName", name);
    properties.setProperty("tcpKeepAlive", "true");
    properties.setProperty("connectTimeout", "5");
    return DriverManager.getConnection(database.url(), properties);
  }

  String message(Collection<UUID> tenants) {
    return sender + ":" + String.join(",", tenants.stream().map(UUID::toString).toList());
  }

  /** The tenants of a message; none where it is our own, or not of this form. */
  List<UUID> tenants(String message) {
    List<UUID> tenants = new ArrayList<>();
    if (message.startsWith(sender + ":")) {
      return tenants;
    }
    for (String text : message.substring(message.indexOf(':') + 1).split(",", -1)) {
      try {
        tenants.add(UUID.fromString(text));
      } catch (IllegalArgumentException e) {
        // Other programs may use the channel; a text that is no tenant id is ignored.
      }
    }
    return tenants;
  }
}
