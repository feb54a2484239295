package id.laris.common.db;

import com.zaxxer.hikari.HikariDataSource;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.data.auditing.DateTimeProvider;
import org.springframework.data.jpa.repository.config.EnableJpaAuditing;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The pool of connections, over a database that is migrated and safe. */
@Configuration(proxyBeanMethods = false)
@EnableJpaAuditing(dateTimeProviderRef = "clockDateTimeProvider", modifyOnCreate = true)
class DatabaseConfiguration {

  @Bean
  DataSource dataSource(DatabaseSettings database, List<ServiceSchema> schemas) {
    Migrations.run(database, schemas);
    HikariDataSource pool = new HikariDataSource();
    pool.setJdbcUrl(database.url());
    pool.setUsername(database.user());
    pool.setPassword(database.password());
    pool.setMaximumPoolSize(database.poolSize());
    // Our transactions begin and end by themselves; so a read costs no statement more.
    pool.setAutoCommit(false);
    pool.setConnectionTimeout(5_000);
    pool.addDataSourceProperty("ApplicationName", "laris");
    pool.addDataSourceProperty("prepareThreshold", "3");
    pool.addDataSourceProperty("reWriteBatchedInserts", "true");
    // Errors without the values of the statement: they end up in logs, and may be somebody's name.
    pool.addDataSourceProperty("logServerErrorDetail", "false");
    refuseUnsafeRole(pool);
    return pool;
  }

  /** A role that bypasses row-level security would make tenancy a matter of care. */
  private static void refuseUnsafeRole(DataSource dataSource) {
    boolean unsafe =
        JdbcClient.create(dataSource)
            .sql("select rolsuper or rolbypassrls from pg_roles where rolname = current_user")
            .query(Boolean.class)
            .single();
    if (unsafe) {
      throw new IllegalStateException(
          "POS_DB_USER is a superuser or bypasses row-level security: give Laris a role of its own "
              + "(create role laris_service login password '...') and put the owner into POS_DB_OWNER_USER");
    }
  }

  @Bean
  DateTimeProvider clockDateTimeProvider(Clock clock) {
    return () -> Optional.of(clock.instant());
  }
}
