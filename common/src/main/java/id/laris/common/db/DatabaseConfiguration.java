package id.laris.common.db;

import com.zaxxer.hikari.HikariDataSource;
import id.laris.common.CannotStart;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.data.auditing.DateTimeProvider;
import org.springframework.data.jpa.repository.config.EnableJpaAuditing;

/** The pool of connections, over a database that is migrated and safe. */
@Configuration(proxyBeanMethods = false)
@EnableJpaAuditing(dateTimeProviderRef = "clockDateTimeProvider", modifyOnCreate = true)
class DatabaseConfiguration {

  @Bean
  DataSource dataSource(DatabaseSettings database, List<ServiceSchema> schemas) {
    requireComplete(database);
    HikariDataSource pool = pool(database);
    try {
      // Before the migrations: what is refused has changed nothing.
      ServingRole.requireBound(
          pool, database.ownerUser(), schemas.stream().map(ServiceSchema::schema).toList());
      Migrations.run(database, schemas);
      return pool;
    } catch (RuntimeException e) {
      pool.close();
      throw explained(e, database);
    }
  }

  static HikariDataSource pool(DatabaseSettings database) {
    // It connects when it is first asked for a connection.
    HikariDataSource pool = new HikariDataSource();
    pool.setJdbcUrl(database.url());
    pool.setUsername(database.user());
    pool.setPassword(database.password());
    pool.setMaximumPoolSize(database.poolSize());
    // Transactions begin and end explicitly, so a read needs no additional statement.
    pool.setAutoCommit(false);
    pool.setConnectionTimeout(5_000);
    pool.addDataSourceProperty("ApplicationName", "laris");
    pool.addDataSourceProperty("prepareThreshold", "3");
    pool.addDataSourceProperty("reWriteBatchedInserts", "true");
    // Errors without the values of the statement: they end up in logs, and may be somebody's name.
    pool.addDataSourceProperty("logServerErrorDetail", "false");
    return pool;
  }

  private static void requireComplete(DatabaseSettings database) {
    if (database.url().isBlank()) {
      throw new CannotStart(
          "POS_DB_URL is empty: set it to the database, such as"
              + " jdbc:postgresql://localhost:5432/laris.");
    }
    if (database.user().isBlank()) {
      throw new CannotStart(
          "POS_DB_URL is set but POS_DB_USER is empty: set POS_DB_USER and POS_DB_PASSWORD to the"
              + " role that serves calls, and POS_DB_OWNER_USER and POS_DB_OWNER_PASSWORD to the"
              + " owner of the tables.");
    }
  }

  /** Explains why Postgres could not be reached or refused the connection. */
  private static RuntimeException explained(RuntimeException failure, DatabaseSettings database) {
    SQLException sql = sqlException(failure);
    String state = sql == null ? "" : String.valueOf(sql.getSQLState());
    if (sql != null && state.matches("08...|22023|25006|28...|3D000|42501|53...|57P..")) {
      return new CannotStart(
          "the database %s cannot be used (%s): check POS_DB_URL, the users and passwords, and that"
                  .formatted(database, firstLine(sql))
              + " Postgres runs.",
          failure);
    }
    return failure;
  }

  private static @Nullable SQLException sqlException(Throwable thrown) {
    SQLException last = null;
    for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
      if (cause instanceof SQLException sql && sql.getSQLState() != null) {
        last = sql;
      }
    }
    return last;
  }

  private static String firstLine(SQLException e) {
    return String.valueOf(e.getMessage()).lines().findFirst().orElse("");
  }

  @Bean
  DateTimeProvider clockDateTimeProvider(Clock clock) {
    return () -> Optional.of(clock.instant());
  }
}
