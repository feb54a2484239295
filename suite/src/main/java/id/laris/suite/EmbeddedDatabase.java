package id.laris.suite;

import id.laris.common.CannotStart;
import id.laris.common.db.DatabaseSettings;
import id.laris.common.secret.KeyFiles;
import id.laris.postgres.EmbeddedPostgres;
import id.laris.postgres.EmbeddedPostgresException;
import id.laris.postgres.EmbeddedPostgresOptions;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.HexFormat;
import org.postgresql.PGConnection;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Condition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;
import org.springframework.core.type.AnnotatedTypeMetadata;
import org.springframework.util.StringUtils;

/**
 * The Postgres that the suite brings along where {@code POS_DB_URL} names none. Lazy, so that it
 * starts only where its settings are the ones that are used. It ends after the pool, which depends
 * on it.
 */
@Configuration(proxyBeanMethods = false)
@Conditional(EmbeddedDatabase.NoDatabaseUrl.class)
@Lazy
class EmbeddedDatabase {

  /** The property that names another database. */
  static final String URL = "pos.database.url";

  private static final String DATABASE = "laris";

  /** The role that serves calls: it owns nothing and row-level security binds it. */
  private static final String SERVICE_ROLE = "laris_service";

  private static final int PASSWORD_BYTES = 32;
  private static final int USUAL_CONNECTIONS = 60;
  private static final int OTHER_CONNECTIONS = 20;

  @Bean(destroyMethod = "close")
  EmbeddedPostgres embeddedPostgres(
      @Value("${pos.data-dir}") String dataDirectory,
      @Value("${pos.database.pool-size}") int poolSize) {
    try {
      EmbeddedPostgres postgres =
          EmbeddedPostgres.start(
              EmbeddedPostgresOptions.in(Path.of(dataDirectory))
                  .withSetting("max_connections", String.valueOf(connections(poolSize))));
      new DatabaseWatch(postgres).begin();
      return postgres;
    } catch (EmbeddedPostgresException e) {
      throw new CannotStart(String.valueOf(e.getMessage()), e);
    }
  }

  @Bean
  DatabaseSettings embeddedDatabaseSettings(
      EmbeddedPostgres postgres, @Value("${pos.database.pool-size}") int poolSize)
      throws SQLException {
    postgres.createDatabaseIfMissing(DATABASE);
    String password = newPassword();
    String url = postgres.jdbcUrl(DATABASE);
    allowServiceRole(url, postgres, password);
    return new DatabaseSettings(
        url, SERVICE_ROLE, password, postgres.superuser(), postgres.password(), poolSize);
  }

  /** Beside the database, once that is there. */
  @Bean
  KeyFiles keyFiles(DatabaseSettings database, @Value("${pos.data-dir}") String dataDirectory) {
    return new KeyFiles(Path.of(dataDirectory));
  }

  /** As many as the pool may have, and some for events, backups and operators. */
  private static int connections(int poolSize) {
    return Math.max(USUAL_CONNECTIONS, poolSize + OTHER_CONNECTIONS);
  }

  /** A new one at each start: nobody needs to know it, and no file has it. */
  private static String newPassword() {
    byte[] random = new byte[PASSWORD_BYTES];
    new SecureRandom().nextBytes(random);
    return HexFormat.of().formatHex(random);
  }

  /** Only the verifier of the password goes to the server, whose log may show statements. */
  private static void allowServiceRole(String url, EmbeddedPostgres postgres, String password)
      throws SQLException {
    try (var connection =
            DriverManager.getConnection(url, postgres.superuser(), postgres.password());
        var statement = connection.createStatement()) {
      statement.execute(
          """
          do $$
          begin
            if not exists (select from pg_roles where rolname = '%1$s') then
              create role %1$s;
            end if;
          end $$;
          alter role %1$s login nosuperuser nobypassrls;
          """
              .formatted(SERVICE_ROLE));
      connection
          .unwrap(PGConnection.class)
          .alterUserPassword(SERVICE_ROLE, password.toCharArray(), "scram-sha-256");
    }
  }

  /** Matches if the environment names no database. */
  static class NoDatabaseUrl implements Condition {
    @Override
    public boolean matches(ConditionContext context, AnnotatedTypeMetadata metadata) {
      return !StringUtils.hasText(context.getEnvironment().getProperty(URL));
    }
  }
}
