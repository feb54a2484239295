package id.laris.demo;

import id.laris.client.DatabaseAccess;
import id.laris.client.LarisClient;
import id.laris.pos.v1.SearchCustomersRequest;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Very many customers of a tenant of their own, with names, telephone numbers and e-mail addresses.
 * They are written into the database with the words by which Laris finds them.
 */
public record Clientele(UUID tenantId, int customers) {

  private static final int CHUNK = 100_000;

  /** In upper case as people write them, in lower case as they are searched for. */
  private static final String PEOPLE =
      """
      create temp table bench_person on commit drop as
      select n, initcap(given.given) as given, initcap(family.family) as family, given.given_outline | family.family_outline | :codes as outline,
        'C-' || lpad(n::text, greatest(6, length(n::text)), '0') as number,
        '+628' || lpad((n * 7919 % 10000000000)::text, 10, '0') as phone,
        case when n % 3 > 0 then given.given || '.' || family.family || n || '@example.com' else '' end as email,
        (lpad(to_hex(1700000000000 + n * 1000), 12, '0') || '7' || substr(md5(n::text), 1, 3) || '8' || substr(md5(n::text), 4, 15))::uuid as id,
        to_timestamp(1700000000 + n) as at
      from generate_series(:from::bigint, :to) n
      join bench_name given on given.rank = floor(exp(ln(:names) * (hashint8extended(n, 1) & 1048575) / 1048576.0))
      join bench_name family on family.rank = floor(exp(ln(:names) * (hashint8extended(n, 2) & 1048575) / 1048576.0))
      """;

  private static final String STORE =
      """
      insert into customer.customer
        (tenant_id, id, version, created_at, updated_at, number, display_name, given_name, family_name, email, phone, other_phones,
         addresses, birth_year, birth_month, birth_day, tax_number, groups, tags, notes, consent_source, external_ids, active)
      select :tenant, id, 0, at, at, number, '', given, family, email, phone, '{}', '[]', 0, 0, 0, '', '{}', '{}', '', '', '{}', true
      from bench_person order by n;
      insert into customer.search_word (tenant_id, word, customer_id, code, outline)
      select :tenant, word, id, code, outline
      from bench_person
      cross join lateral (
        values (lower(given), false), (lower(family), false), (lower(number), true), ('<' || reverse(substr(phone, 2)), true),
          (nullif('@' || email, '@'), true)) words (word, code)
      where word is not null
      order by n
      on conflict do nothing;
      drop table bench_person;
      """;

  /** Makes the tenant, unless it is there: all of it, or nothing. */
  public static Clientele make(
      String target, @Nullable DatabaseAccess database, int customers, PrintStream out) {
    if (database == null) {
      throw new DemoException(
          "customers are made in the database, which is not known: set POS_DATA_DIR or"
              + " POS_DB_URL.");
    }
    UUID tenantId =
        UUID.nameUUIDFromBytes(
            "laris bench customers=%d".formatted(customers).getBytes(StandardCharsets.UTF_8));
    Clientele clientele = new Clientele(tenantId, customers);
    try (Connection connection = database.connect("laris-demo-data");
        Statement statement = connection.createStatement()) {
      statement.execute("set app.tenant_id = '%s'".formatted(tenantId));
      if (!clientele.isThere(statement)) {
        out.printf(Locale.ROOT, "Making %,d customers ...%n", customers);
        connection.setAutoCommit(false);
        clientele.write(statement, out);
        connection.commit();
        connection.setAutoCommit(true);
        statement.execute(
            "vacuum (analyze) customer.customer, customer.search_word, customer.search_vocabulary");
      }
    } catch (SQLException e) {
      throw new DemoException("the database refused the customers: " + e.getMessage(), e);
    }
    clientele.requireFound(target);
    return clientele;
  }

  private boolean isThere(Statement statement) throws SQLException {
    try (ResultSet row =
        statement.executeQuery(
            "select exists (select from customer.customer where tenant_id = '%s')"
                .formatted(tenantId))) {
      return row.next() && row.getBoolean(1);
    }
  }

  private void write(Statement statement, PrintStream out) throws SQLException {
    String tenant = "'%s'::uuid".formatted(tenantId);
    statement.execute(
        "create temp table bench_name (rank int primary key, given text, given_outline bigint,"
            + " family text, family_outline bigint) on commit drop");
    statement.execute(
        IntStream.rangeClosed(1, PeopleNames.COUNT)
            .mapToObj(Clientele::names)
            .collect(Collectors.joining(", ", "insert into bench_name values ", "")));
    statement.execute("analyze bench_name");
    long ofCodes = Outlines.of(List.of("c-000001", "<"));
    for (int from = 1; from <= customers; from += CHUNK) {
      int to = Math.min(customers, from + CHUNK - 1);
      statement.execute(
          PEOPLE
              .replace(":codes", "" + ofCodes)
              .replace(":from", "" + from)
              .replace(":to", "" + to)
              .replace(":names", "" + PeopleNames.COUNT));
      statement.execute(STORE.replace(":tenant", tenant));
      out.printf(Locale.ROOT, "  %,d customers%n", to);
    }
    statement.execute(
        """
        insert into customer.search_vocabulary (tenant_id, word)
        select %1$s, given from bench_name union select %1$s, family from bench_name;
        insert into customer.customer_counter (tenant_id, last_number) values (%1$s, %2$d)
        """
            .formatted(tenant, customers));
  }

  private static String names(int rank) {
    String given = PeopleNames.given(rank);
    String family = PeopleNames.family(rank);
    return "(%d, '%s', %d, '%s', %d)"
        .formatted(rank, given, Outlines.of(List.of(given)), family, Outlines.of(List.of(family)));
  }

  /** Refuses a Laris that has another database. */
  private void requireFound(String target) {
    try (LarisClient laris = LarisClient.to(target).as(tenantId)) {
      SearchCustomersRequest last =
          SearchCustomersRequest.newBuilder()
              .setQuery(String.format(Locale.ROOT, "C-%06d", customers))
              .build();
      if (laris.customers().searchCustomers(last).getCustomersCount() == 0) {
        throw new DemoException(
            "the Laris at %s does not keep its customers in the database that is known here."
                .formatted(target));
      }
    }
  }
}
