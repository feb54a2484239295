package id.laris.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import id.laris.common.db.DatabaseSettings;
import id.laris.common.db.WriteProbe;
import id.laris.testkit.LarisTest;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.health.actuate.endpoint.HealthEndpoint;
import org.springframework.boot.health.contributor.Status;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** Health tells about the database, and not about how busy the process is. */
@LarisTest
class WriteProbeTest {

  @Autowired WriteProbe probe;
  @Autowired HealthEndpoint health;
  @Autowired DataSource pool;
  @Autowired DatabaseSettings database;

  @Test
  void aPoolWithoutAFreeConnectionSaysNothingAboutTheDatabase() throws SQLException {
    List<Connection> taken = new ArrayList<>();
    try {
      for (int number = 0; number < database.poolSize(); number++) {
        taken.add(pool.getConnection());
      }
      Timestamp begin = asOwner().sql("select clock_timestamp()").query(Timestamp.class).single();

      await()
          .atMost(Duration.ofSeconds(30))
          .until(
              () -> {
                assertThat(probe.refusal()).isEmpty();
                assertThat(health.health().getStatus()).isEqualTo(Status.UP);
                return hasProbedSince(begin);
              });
    } finally {
      for (Connection connection : taken) {
        connection.close();
      }
    }
  }

  private boolean hasProbedSince(Timestamp begin) {
    return asOwner()
        .sql(
            """
            select exists (
              select from pg_stat_activity
              where application_name = 'laris write probe' and datname = current_database()
                and state = 'idle' and xact_start is null and query_start > ?)
            """)
        .param(begin)
        .query(Boolean.class)
        .single();
  }

  private JdbcClient asOwner() {
    return JdbcClient.create(
        new DriverManagerDataSource(
            database.url(), database.ownerUser(), database.ownerPassword()));
  }
}
