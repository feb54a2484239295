package id.laris.suite;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableSetMultimap;
import com.google.common.collect.Sets;
import id.laris.pos.Service;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.beans.factory.annotation.Autowired;

/**
 * {@code ./pos demo-data} writes rows by its own SQL, which no compiler checks against the
 * migrations.
 */
@SuiteWalk
class DemoColumnsTest {

  private static final Path SOURCES = Path.of("..", "tools", "demo", "src", "main", "java");

  private static final Pattern INSERT =
      Pattern.compile("insert into ((?:%s)\\.\\w+)\\s*\\(([^)]*)\\)".formatted(schemas()));

  /** Columns whose default is right for every row of the demo data. */
  private static final ImmutableSetMultimap<String, String> LEFT_TO_THEIR_DEFAULT =
      ImmutableSetMultimap.<String, String>builder()
          .putAll("catalog.category", "parent_id", "deleted_at")
          .putAll("catalog.price", "location_id", "starts_at", "ends_at", "deleted_at")
          .putAll("catalog.product", "gift_card", "deleted_at")
          .putAll(
              "catalog.variant",
              "cost_amount",
              "cost_currency",
              "stock_unit",
              "stock_quantity",
              "deleted_at")
          .put("inventory.stock_level", "counted_at")
          .putAll(
              "customer.customer",
              "deleted_at",
              "preferred_location_id",
              "consent_granted",
              "consent_at",
              "merged_into",
              "anonymized_at")
          .putAll("customer.loyalty_account", "next_expiry_at", "tier_id", "tier_until")
          .putAll("customer.point_entry", "reward_id", "recorded_by", "expires_at")
          .put("customer.balance_entry", "other_balance_id")
          .put("staff.commission", "return_id")
          .putAll("sales.order_item", "label_barcode", "label_price")
          // Closed orders have no part in their row.
          .putAll(
              "sales.sales_order",
              "employee_name",
              "channel",
              "covers",
              "held_label",
              "held_at",
              "held_by",
              "items",
              "payments",
              "payment_unheard_since")
          .build();

  @Autowired Rows rows;

  @ParameterizedTest
  @EnumSource
  void everyColumnOfATableThatTheDemoDataWriteIsInItsSql(Service service) throws IOException {
    ImmutableSetMultimap<String, String> written = written();
    for (String table : written.keySet()) {
      if (table.startsWith(service.shortName() + ".")) {
        assertThat(Sets.difference(columns(table), written.get(table)))
            .as(
                "columns of %s that its insert in tools/demo does not name: fill each there as"
                    + " Laris would have (in a copied row a column that is not replaced has the"
                    + " value of the sample), or add it to LEFT_TO_THEIR_DEFAULT",
                table)
            .isEqualTo(LEFT_TO_THEIR_DEFAULT.get(table));
      }
    }
  }

  @Test
  void theTablesAreFound() throws IOException {
    assertThat(written().keySet())
        .contains(
            "sales.sales_order",
            "sales.order_item",
            "sales.order_payment",
            "inventory.stock_level");
  }

  private static String schemas() {
    return String.join("|", Service.shortNames());
  }

  /** The tables that the demo data write, and the columns that its SQL names. */
  private static ImmutableSetMultimap<String, String> written() throws IOException {
    ImmutableSetMultimap.Builder<String, String> written = ImmutableSetMultimap.builder();
    try (Stream<Path> files = Files.walk(SOURCES)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        INSERT
            .matcher(Files.readString(file))
            .results()
            .forEach(
                insert ->
                    written.putAll(
                        insert.group(1), Splitter.on(',').trimResults().split(insert.group(2))));
      }
    }
    return written.build();
  }

  private Set<String> columns(String table) {
    return rows
        .asOwner()
        .sql(
            """
            select attname from pg_attribute
            where attrelid = ?::regclass and attnum > 0 and not attisdropped and attgenerated = '' and attidentity = ''
            """)
        .param(table)
        .query((row, number) -> row.getString(1))
        .list()
        .stream()
        .collect(Collectors.toSet());
  }
}
