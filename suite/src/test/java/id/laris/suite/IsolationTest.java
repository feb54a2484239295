package id.laris.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.google.common.collect.Iterables;
import com.google.protobuf.Message;
import com.google.protobuf.TextFormat;
import id.laris.common.db.DatabaseSettings;
import id.laris.common.errors.Reason;
import id.laris.common.grpc.Rpcs;
import id.laris.pos.Service;
import id.laris.testkit.Refusal;
import id.laris.testkit.TestCalls;
import io.grpc.Channel;
import io.grpc.Metadata;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import org.springframework.transaction.support.TransactionTemplate;

/** No tenant ever sees or changes another's data: every RPC, every table. */
@SuiteWalk
class IsolationTest {

  /** The order of the world is OPEN. */
  private static final Set<String> OF_COMPLETED_ORDERS = Set.of("GetReceipt", "CalculateReturn");

  @Autowired TestCalls calls;
  @Autowired EveryRpc everyRpc;
  @Autowired Rows rows;
  @Autowired DatabaseSettings database;

  @Test
  void anotherTenantsIdsAreNotFoundAndNothingOfItsIsSeenOrChanged() {
    UUID owner = UUID.randomUUID();
    World world = World.of(calls.as(owner));
    RequestMaker requests = new RequestMaker(world);
    Channel stranger = calls.as(UUID.randomUUID());
    World.openAccount(stranger);
    String before = rows.fingerprint(owner);

    for (EveryRpc.Callable rpc : everyRpc.ofTenants()) {
      Message request = requests.make(rpc.emptyRequest());
      try {
        Message response = rpc.call(stranger, request);
        assertThat(rpc.neverNotFound()).as("%s succeeded with %s", rpc, request).isTrue();
        assertThat(TextFormat.printer().printToString(response))
            .as("%s", rpc)
            .doesNotContain(World.SECRET);
      } catch (StatusRuntimeException e) {
        assertThat(e.getStatus().getCode())
            .as("%s: %s with %s", rpc, e.getStatus(), request)
            .isEqualTo(Status.Code.NOT_FOUND);
        assertThat(rpc.neverNotFound()).as("%s: %s", rpc, e.getStatus()).isFalse();
      }
      assertThat(rows.fingerprint(owner)).as("rows of the owner after %s", rpc).isEqualTo(before);
    }
  }

  @Test
  void theOwnerReachesWhatTheStrangerDoesNot() {
    Channel owner = calls.as(UUID.randomUUID());
    RequestMaker requests = new RequestMaker(World.of(owner));

    long reached =
        everyRpc.ofTenants().stream()
            .filter(rpc -> rpc.rpc().repetition() == Rpcs.Repetition.READS)
            .filter(rpc -> !OF_COMPLETED_ORDERS.contains(rpc.name()))
            .peek(rpc -> assertThat(rpc.call(owner, requests.make(rpc.emptyRequest()))).isNotNull())
            .count();

    assertThat(reached).isGreaterThan(15);
  }

  @Test
  void withoutCredentialsNothingIsAnswered() {
    for (EveryRpc.Callable rpc : Iterables.concat(everyRpc.ofTenants(), everyRpc.ofEveryCaller())) {
      Refusal.of(() -> rpc.call(calls.with(new Metadata()), rpc.emptyRequest()))
          .has(Reason.UNAUTHENTICATED);
    }
  }

  @Test
  void withoutTheScopeNothingIsAnswered() {
    for (EveryRpc.Callable rpc : everyRpc.ofTenants()) {
      Refusal.of(() -> rpc.call(calls.as(UUID.randomUUID(), "nothing.at.all"), rpc.emptyRequest()))
          .has(Reason.PERMISSION_DENIED)
          .with("permission", String.valueOf(rpc.rpc().permission()));
    }
  }

  @Test
  void everyOtherScopeTogetherIsNotTheOneThatIsNeeded() {
    Set<String> scopes =
        everyRpc.ofTenants().stream()
            .map(rpc -> rpc.rpc().permission())
            .collect(Collectors.toSet());
    for (EveryRpc.Callable rpc : everyRpc.ofTenants()) {
      String others =
          scopes.stream()
              .filter(scope -> !scope.equals(rpc.rpc().permission()))
              .collect(Collectors.joining(" "));
      Refusal.of(() -> rpc.call(calls.as(UUID.randomUUID(), others), rpc.emptyRequest()))
          .has(Reason.PERMISSION_DENIED)
          .with("permission", String.valueOf(rpc.rpc().permission()));
    }
  }

  @Test
  void whatIsForOurServicesNoUserReachesWhateverItsScopes() {
    assertThat(everyRpc.ofServices()).isNotEmpty();
    for (EveryRpc.Callable rpc : everyRpc.ofServices()) {
      for (Channel channel :
          List.of(calls.as(UUID.randomUUID()), calls.as(UUID.randomUUID(), "* laris.service"))) {
        Refusal.of(() -> rpc.call(channel, rpc.emptyRequest())).has(Reason.PERMISSION_DENIED);
      }
    }
  }

  @Test
  void everyTableForcesRowLevelSecurity() {
    assertThat(rows.tables()).hasSizeGreaterThan(10);
    assertThat(
            rows.asOwner()
                .sql(
                    """
                    select n.nspname || '.' || c.relname from pg_class c
                    join pg_namespace n on n.oid = c.relnamespace
                    where n.nspname not in ('pg_catalog', 'information_schema') and c.relkind in ('r', 'p')
                      and c.relname not in ('flyway_schema_history', 'gateway_order') -- which the serving role reaches by functions only
                      and not (c.relrowsecurity and c.relforcerowsecurity
                        and exists (select from pg_policy p where p.polrelid = c.oid))
                    """)
                .query((row, number) -> row.getString(1))
                .list())
        .isEmpty();
  }

  @Test
  void theServingRoleSeesNoRowsWithoutATenantAndCannotInsert() {
    World.of(calls.as(UUID.randomUUID()));
    JdbcClient asService =
        JdbcClient.create(
            new DriverManagerDataSource(database.url(), database.user(), database.password()));

    for (String table : rows.tables()) {
      assertThat(asService.sql("select count(*) from " + table).query(Long.class).single())
          .as(table)
          .isZero();
    }
    assertThat(
            catchThrowable(
                () ->
                    asService
                        .sql(
                            "insert into sales.receipt_counter values (gen_random_uuid(), 'POS',"
                                + " '2026-01-15', 1)")
                        .update()))
        .hasStackTraceContaining("row-level security");
  }

  @Test
  void theServingRoleNotesAndSeesOnlyTheTenantOfItsTransaction() {
    UUID tenant = UUID.randomUUID();
    UUID other = UUID.randomUUID();
    World.of(calls.as(tenant));
    World.of(calls.as(other));
    DriverManagerDataSource serving =
        new DriverManagerDataSource(database.url(), database.user(), database.password());
    JdbcClient asService = JdbcClient.create(serving);
    TransactionTemplate transaction =
        new TransactionTemplate(new DataSourceTransactionManager(serving));

    for (String schema : Service.shortNames()) {
      transaction.executeWithoutResult(
          status -> {
            asService
                .sql("select set_config('app.tenant_id', ?, true)")
                .param(tenant.toString())
                .query(String.class)
                .single();
            assertThat(
                    asService
                        .sql("select tenant from %s.known_tenant".formatted(schema))
                        .query(UUID.class)
                        .list())
                .as(schema)
                .isSubsetOf(tenant);
            assertThat(
                    asService
                        .sql("select known_tenants from %s.known_tenants()".formatted(schema))
                        .query(UUID.class)
                        .list())
                .as("what the jobs of %s go through", schema)
                .contains(tenant, other);
            assertThat(
                    catchThrowable(
                        () ->
                            asService
                                .sql(
                                    "insert into %s.known_tenant (tenant) values (gen_random_uuid())"
                                        .formatted(schema))
                                .update()))
                .as("a note of another tenant in %s", schema)
                .hasStackTraceContaining("row-level security");
            status.setRollbackOnly();
          });
    }
  }

  @Test
  void theServingRoleNeitherReadsTheListOfOrderNumbersNorClaimsOneForAnotherTenant() {
    var connection =
        new SingleConnectionDataSource(database.url(), database.user(), database.password(), true);
    try {
      ordersAtTheGatewayAreNarrow(JdbcClient.create(connection));
    } finally {
      connection.destroy();
    }
  }

  private static void ordersAtTheGatewayAreNarrow(JdbcClient asService) {
    UUID owner = UUID.randomUUID();
    String number = UUID.randomUUID().toString();

    for (String statement :
        List.of(
            "select * from payment.gateway_order",
            "insert into payment.gateway_order values ('mine', gen_random_uuid(),"
                + " gen_random_uuid())",
            "update payment.gateway_order set tenant = gen_random_uuid()",
            "delete from payment.gateway_order",
            "truncate payment.gateway_order")) {
      assertThat(catchThrowable(() -> asService.sql(statement).update()))
          .as(statement)
          .hasStackTraceContaining("permission denied");
    }
    // Without a tenant nothing is claimed, and with one only for that one.
    assertThat(catchThrowable(() -> claim(asService, number)))
        .hasStackTraceContaining("null value in column \"tenant\"");
    become(asService, owner);
    assertThat(claim(asService, number)).isTrue();
    become(asService, UUID.randomUUID());
    assertThat(claim(asService, number)).isFalse();
    assertThat(
            asService
                .sql("select tenant from payment.owner_of_gateway_order(?)")
                .param(number)
                .query(UUID.class)
                .list())
        .containsExactly(owner);
    // A table or function of the caller's own never stands in for ours.
    asService.sql("create temp table gateway_order (gateway_order_id text)").update();
    assertThat(claim(asService, number)).isFalse();
  }

  private static void become(JdbcClient asService, UUID tenant) {
    asService
        .sql("select set_config('app.tenant_id', ?, false)")
        .param(tenant.toString())
        .query()
        .singleRow();
  }

  private static boolean claim(JdbcClient asService, String number) {
    return asService
        .sql("select payment.claim_gateway_order(?, gen_random_uuid())")
        .param(number)
        .query(Boolean.class)
        .single();
  }
}
