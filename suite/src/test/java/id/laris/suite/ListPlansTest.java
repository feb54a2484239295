package id.laris.suite;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.DynamicMessage;
import com.google.protobuf.Message;
import com.google.protobuf.Timestamp;
import id.laris.demo.Demo;
import id.laris.demo.DemoData;
import id.laris.demo.DemoOptions;
import id.laris.pos.v1.ListOrdersRequest;
import id.laris.pos.v1.Order;
import id.laris.pos.v1.PaginationRequest;
import id.laris.pos.v1.PaginationResponse;
import id.laris.pos.v1.SearchProductsRequest;
import id.laris.testkit.JobsOnDemand;
import id.laris.testkit.SqlStatements;
import id.laris.testkit.TestCalls;
import io.grpc.Channel;
import io.grpc.StatusRuntimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.TestPropertySource;

/**
 * The plans of Postgres for lists, searches and lookups, in {@code docs/plans.txt}: each RPC with
 * each of its filters alone and some together, over a tenant with a history beside another. No
 * table that grows is read from end to end.
 */
@SuiteWalk
@TestPropertySource(properties = "laris.test=plans") // a database of its own
@Import(JobsOnDemand.class) // those of jobs would stand among the statements of a list
class ListPlansTest {

  private static final LocalDate UNTIL = LocalDate.parse("2026-01-15");

  /** In what consumers ask meanwhile, which belongs to no list but that of events. */
  private static final String FEED = "next_events";

  @Autowired EveryRpc everyRpc;
  @Autowired Rows rows;
  @Autowired TestCalls calls;
  @Autowired EventsAgain eventsAgain;
  @Autowired SqlStatements statements;
  @Autowired DataSource dataSource;
  @Autowired Network network;

  private final Map<String, List<String>> shapes = new LinkedHashMap<>();

  @Test
  void everyListSearchAndLookupUsesAnIndex() {
    Demo demo = demo(1, 8_000, 2_000);
    addCustomers(demo.tenant(), 3_000);
    UUID other = demo(2, 2_000, 500).tenant();
    addCustomers(other, 1_000);
    addCoupons(demo.tenant(), 3_000);
    addCoupons(other, 1_000);
    eventsAgain.awaitConsumers(demo.tenant());
    eventsAgain.awaitConsumers(other);
    rows.asOwner().sql("analyze").update();
    Channel channel = calls.as(demo.tenant());
    PlanShapes plans = new PlanShapes(dataSource, demo.tenant());
    for (EveryRpc.Callable rpc : everyRpc.ofTenants()) {
      if (rpc.name().matches("(List|Search|Lookup).*")) {
        requests(rpc, channel, demo)
            .forEach((label, request) -> record(label, rpc, channel, request, plans));
      }
    }

    String text = text();
    assertThat(text.lines().filter(line -> line.contains("whole table"))).isEmpty();
    GoldenFile.compare("plans.txt", HEAD + text);
  }

  private static final String HEAD =
      """
      How Postgres finds what each list, search and lookup asks for: table, index, and whether it sorts. Written by ListPlansTest.
      """;

  private Demo demo(long seed, int orders, int products) {
    return DemoData.make(
        DemoOptions.of(network.address(), rows.ownerAccess(), orders, products)
            .withSeed(seed)
            .withUntil(UNTIL),
        message -> {});
  }

  /** Customers beside those of the demo data, with the words by which they are found. */
  private void addCustomers(UUID tenant, int count) {
    rows.asOwner()
        .sql(
            """
            with made as (
              insert into customer.customer (tenant_id, id, version, created_at, updated_at, number, display_name, given_name, family_name, email,
                phone, other_phones, addresses, birth_year, birth_month, birth_day, tax_number, groups, tags, notes, consent_source, external_ids,
                active)
              select :tenant, lpad(to_hex(n), 32, '0')::uuid, 0, now(), now(), 'C-' || 100000 + n, 'Siti ' || n, '', '', '', '', '{}',
                '[]', 0, 0, 0, '', '{}', '{}', '', '', '{}', true
              from generate_series(1, :count) n
              returning id, number),
            found as (
              insert into customer.search_word (tenant_id, word, customer_id, code)
              select :tenant, word, id, code
              from made, lateral (values ('siti', false), (ltrim(number, 'C-0'), true), (lower(number), true)) as words (word, code)
              returning word)
            insert into customer.search_vocabulary (tenant_id, word)
            select :tenant, 'name' || n from generate_series(1, :count) n
            """)
        .param("tenant", tenant)
        .param("count", count)
        .update();
  }

  /** Promotions with a batch of coupons each. */
  private void addCoupons(UUID tenant, int count) {
    rows.asOwner()
        .sql(
            """
            with promotions as (
              insert into promotion.promotion (tenant_id, id, version, created_at, updated_at, name, receipt_text, description, state, rules)
              select :tenant, lpad(to_hex(n), 32, '0')::uuid, 0, now(), now(), 'Promotion ' || n, '', '', 'DRAFT', '{}'
              from generate_series(1, :count / 10) n
              returning id),
            batches as (
              insert into promotion.coupon_batch (tenant_id, id, version, created_at, updated_at, promotion_id, wanted, made, prefix, length,
                alphabet, max_uses, max_uses_per_customer)
              select :tenant, id, 0, now(), now(), id, 10, 10, '', 8, '', 1, 0 from promotions
              returning id)
            insert into promotion.coupon (tenant_id, id, version, created_at, updated_at, promotion_id, code, code_key, max_uses,
              max_uses_per_customer, customer_id, batch_id)
            select :tenant, gen_random_uuid(), 0, now(), now(), id, id || '-' || n, id || '-' || n, 1, 0, id, id
            from batches, generate_series(1, 10) n
            """)
        .param("tenant", tenant)
        .param("count", count)
        .update();
  }

  private void record(
      String label, EveryRpc.Callable rpc, Channel channel, Message request, PlanShapes plans) {
    List<SqlStatements.Executed> executed =
        statements.executedDuring(
            () -> {
              try {
                var _ = rpc.call(channel, request);
              } catch (StatusRuntimeException e) {
                // The page that it has read until then is the requested one.
              }
            });
    List<String> shape =
        executed.stream()
            .filter(one -> rpc.name().equals("ListEvents") || !one.sql().contains(FEED))
            .flatMap(one -> plans.of(one).stream())
            .distinct()
            .sorted()
            .toList();
    if (!shape.isEmpty()) {
      shapes.put(rpc.rpc().fullName() + label, shape);
    }
  }

  private String text() {
    StringBuilder text = new StringBuilder();
    shapes.forEach(
        (rpc, shape) -> {
          text.append('\n').append(rpc).append('\n');
          shape.forEach(line -> text.append("  ").append(line).append('\n'));
        });
    return text.toString();
  }

  /** Requests with nothing, with each field alone, of the second page, and some with more. */
  private static Map<String, Message> requests(EveryRpc.Callable rpc, Channel channel, Demo demo) {
    Map<String, Message> requests = new LinkedHashMap<>();
    requests.put("", rpc.emptyRequest());
    for (FieldDescriptor field : rpc.emptyRequest().getDescriptorForType().getFields()) {
      if (!field.getName().equals("pagination")) {
        requests.put(
            " (" + field.getName() + ")",
            rpc.emptyRequest().toBuilder().setField(field, value(field, demo)).build());
      }
    }
    if (rpc.name().equals("ListOrders")) {
      requests.putAll(ordersByMore(demo));
    }
    if (rpc.name().equals("SearchProducts")) {
      for (String query : List.of("tumbler hitam", "tumblr", "m", "MRC-000123", "C-00012")) {
        requests.put(
            " (query: " + query + ")", SearchProductsRequest.newBuilder().setQuery(query).build());
      }
    }
    secondPage(rpc, channel, rpc.emptyRequest())
        .ifPresent(request -> requests.put(" (second page)", request));
    Message newestFirst = requests.get(" (descending)");
    if (newestFirst != null) {
      secondPage(rpc, channel, newestFirst)
          .ifPresent(request -> requests.put(" (descending, second page)", request));
    }
    return requests;
  }

  private static Map<String, Message> ordersByMore(Demo demo) {
    ListOrdersRequest here =
        ListOrdersRequest.newBuilder()
            .setLocationId(demo.locations().getFirst().toString())
            .build();
    Map<String, Message> requests = new LinkedHashMap<>();
    for (Order.Status status :
        List.of(Order.Status.OPEN, Order.Status.VOIDED, Order.Status.COMPLETED)) {
      requests.put(
          " (location_id, status %s)".formatted(status),
          here.toBuilder().setStatus(status).build());
    }
    requests.put(" (location_id, descending)", here.toBuilder().setDescending(true).build());
    requests.put(
        " (location_id, from, to)",
        here.toBuilder()
            .setFrom(seconds(demo.from().plusSeconds(8_000_000).getEpochSecond()))
            .setTo(seconds(demo.from().plusSeconds(8_100_000).getEpochSecond()))
            .build());
    return requests;
  }

  private static Optional<Message> secondPage(
      EveryRpc.Callable rpc, Channel channel, Message list) {
    FieldDescriptor pagination =
        rpc.emptyRequest().getDescriptorForType().findFieldByName("pagination");
    if (pagination == null) {
      return Optional.empty();
    }
    try {
      Message answer = rpc.call(channel, page(list, pagination, ""));
      PaginationResponse response =
          (PaginationResponse)
              answer.getField(answer.getDescriptorForType().findFieldByName("pagination"));
      return response.getNextPageToken().isEmpty()
          ? Optional.empty()
          : Optional.of(page(list, pagination, response.getNextPageToken()));
    } catch (StatusRuntimeException e) {
      return Optional.empty(); // it demands more than a page
    }
  }

  private static Message page(Message list, FieldDescriptor pagination, String token) {
    return list.toBuilder()
        .setField(
            pagination, PaginationRequest.newBuilder().setPageSize(2).setPageToken(token).build())
        .build();
  }

  /** Returns an existing value, as far as the demo data have one. */
  private static Object value(FieldDescriptor field, Demo demo) {
    Object one =
        switch (field.getType()) {
          case BOOL -> true;
          case ENUM -> field.getEnumType().getValues().get(1);
          case MESSAGE ->
              field.getMessageType().equals(Timestamp.getDescriptor())
                  ? seconds(demo.to().minusSeconds(100_000).getEpochSecond())
                  : DynamicMessage.getDefaultInstance(field.getMessageType());
          case INT32 -> 1;
          case INT64 -> 1L;
          default -> text(field.getName(), demo);
        };
    return field.isRepeated() ? new ArrayList<>(List.of(one)) : one;
  }

  private static String text(String field, Demo demo) {
    return switch (field) {
      case "location_id" -> demo.locations().getFirst().toString();
      case "employee_id" -> demo.employees().getFirst().toString();
      case "product_id" -> demo.productIds().getFirst().toString();
      case "variant_id" -> demo.stockedVariants().getFirst().toString();
      case "category_id" -> demo.categories().getFirst().toString();
      case "order_id", "reference_id" -> demo.orderIds().getFirst().toString();
      case "sku" -> demo.skus().getFirst();
      case "barcode" -> demo.barcodes().getFirst();
      case "query" -> "kopi susu";
      default -> field.endsWith("_id") ? new UUID(0, 1).toString() : "";
    };
  }

  private static Timestamp seconds(long epochSecond) {
    return Timestamp.newBuilder().setSeconds(epochSecond).build();
  }
}
