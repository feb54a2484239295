package id.laris.common.db;

import id.laris.common.CannotStart;
import java.util.List;
import java.util.Map;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.exception.FlywayValidateException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings each schema to the newest version, as its owner, before anything uses it. After every run
 * {@code afterMigrate} forces row-level security on every table with a tenant and grants it to the
 * serving role, so no migration can forget that.
 */
final class Migrations {

  private static final Logger log = LoggerFactory.getLogger(Migrations.class);

  private Migrations() {}

  static void run(DatabaseSettings database, List<ServiceSchema> schemas) {
    for (ServiceSchema schema : schemas) {
      try {
        var result =
            Flyway.configure()
                .dataSource(database.url(), database.ownerUser(), database.ownerPassword())
                .schemas(schema.schema())
                .locations("classpath:db/common", "classpath:db/migration/" + schema.schema())
                .placeholders(Map.of("schema", schema.schema(), "serviceRole", database.user()))
                // The shared migrations are versions 0.x: a new one runs after newer migrations of
                // the service.
                .outOfOrder(true)
                .load()
                .migrate();
        log.info("schema {}: {} migrations applied", schema.schema(), result.migrationsExecuted);
      } catch (FlywayValidateException e) {
        throw new CannotStart(
            ("the schema %s of %s was made by a version of Laris that this one cannot migrate: start"
                    + " that version, or choose another POS_DATA_DIR or POS_DB_URL. Nothing was changed.")
                .formatted(schema.schema(), database),
            e);
      } catch (FlywayException e) {
        throw new IllegalStateException(
            "the schema %s could not be migrated on %s".formatted(schema.schema(), database), e);
      }
    }
  }
}
