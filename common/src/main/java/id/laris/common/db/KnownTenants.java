package id.laris.common.db;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The tenants that have rows in a service's schema, for work that is done for each of them. A
 * function gives the list of their ids; the rows of a tenant, and its row here, are visible only in
 * its own transactions.
 */
@Component
public class KnownTenants {

  private final JdbcClient jdbc;
  private final Schemas schemas;
  private final TransactionTemplate readOnly;
  private final Set<Known> seen = ConcurrentHashMap.newKeySet();

  KnownTenants(JdbcClient jdbc, Schemas schemas, PlatformTransactionManager transactionManager) {
    this.jdbc = jdbc;
    this.schemas = schemas;
    this.readOnly = new TransactionTemplate(transactionManager);
    this.readOnly.setReadOnly(true);
  }

  private record Known(String schema, UUID tenantId) {}

  /** The tenants that the gRPC service of this full name knows, in no order. */
  public List<UUID> of(String service) {
    return in(List.of(schemas.of(service)));
  }

  /** The tenants that any service of this process knows, in no order. */
  public List<UUID> all() {
    return in(schemas.names());
  }

  /**
   * The tenants that the gRPC service of this full name knows and for which the question finds a
   * row, in no order. All of them are asked by one statement.
   *
   * @param question a query that names the tenant {@code $1} and the time {@code $2}
   */
  public List<UUID> with(String service, String question, Instant now) {
    return list(
        jdbc.sql(
                "select * from %1$s.tenants_with(array(select %1$s.known_tenants()), ?, ?)"
                    .formatted(schemas.of(service)))
            .params(question, now.atOffset(ZoneOffset.UTC)));
  }

  private List<UUID> in(List<String> names) {
    return list(
        jdbc.sql(
            names.stream()
                .map("select known_tenants from %s.known_tenants()"::formatted)
                .collect(Collectors.joining(" union "))));
  }

  private List<UUID> list(StatementSpec statement) {
    return Objects.requireNonNull(
        readOnly.execute(
            status -> statement.query((row, number) -> row.getObject(1, UUID.class)).list()));
  }

  /** Notes a tenant, in the transaction that writes its first rows. */
  public void note(String schema, UUID tenantId) {
    Known known = new Known(schema, tenantId);
    if (seen.contains(known)) {
      return;
    }
    jdbc.sql(
            "insert into %s.known_tenant (tenant) values (?) on conflict (tenant) do nothing"
                .formatted(schema))
        .param(tenantId)
        .update();
    // The tenant is known only after the commit: the transaction may still be rolled back.
    AfterCommit.run(() -> seen.add(known));
  }
}
