package id.laris.suite;

import static org.assertj.core.api.Assertions.assertThat;

import id.laris.pos.Service;
import id.laris.pos.v1.AddOrderItemRequest;
import id.laris.pos.v1.AddPaymentRequest;
import id.laris.pos.v1.CheckoutRequest;
import id.laris.pos.v1.CompleteOrderRequest;
import id.laris.pos.v1.CreateOrderRequest;
import id.laris.pos.v1.FinalizeOrderRequest;
import id.laris.pos.v1.NewOrderItem;
import id.laris.pos.v1.Payment;
import id.laris.pos.v1.SalesServiceGrpc;
import id.laris.pos.v1.SalesServiceGrpc.SalesServiceBlockingStub;
import id.laris.testkit.SqlStatements;
import id.laris.testkit.TestCalls;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;

/**
 * The load generator compares Laris with its statements alone, which are in files. This test checks
 * that they are the statements that Laris sends. If they have changed, change the file.
 */
@SuiteWalk
class CheckoutStatementsTest {

  private static final Path FILES =
      Path.of("../tools/bench/src/main/resources/id/laris/bench/floor");
  private static final Pattern KIND = Pattern.compile("^\\s*(\\w+)");
  private static final Pattern TABLE =
      Pattern.compile("\\b(?:%s)\\.\\w+".formatted(String.join("|", Service.shortNames())));

  private static final Pattern WRITTEN = Pattern.compile("insert into [\\w. ]+\\(([^)]*)\\)");
  private static final Pattern CHANGED = Pattern.compile("(\\w+) = cast\\(");
  private static final Pattern READ = Pattern.compile("\\b[a-z]+\\d+_\\d+\\.(\\w+)");

  private static final String BEGINNING = "select set_config";
  private static final String FEED = "next_events";
  private static final String CATALOG_NUMBER = "select catalog.feed_number";
  private static final String PROMOTIONS_NUMBER = "select promotion.feed_number";

  @Autowired TestCalls calls;
  @Autowired SqlStatements statements;

  private final UUID tenant = UUID.randomUUID();
  private String variant;

  /** The first sales of a tenant cost more. */
  @BeforeEach
  void sellFirst() {
    variant = TinyCatalog.variant(calls.as(tenant));
    checkout();
    sale();
  }

  @Test
  void theFileOfACheckoutHoldsWhatIsSent() throws Exception {
    assertThat(shapes(statements.during(this::checkout))).isEqualTo(shapes(file("checkout.sql")));
  }

  @Test
  void theFileOfTheLeastHoldsTheWritesOfIt() throws Exception {
    List<String> whole = shapes(file("checkout.sql"));

    assertThat(shapes(file("checkout-least.sql")))
        .isEqualTo(whole.subList(firstWrite(whole), whole.size()));
  }

  @Test
  void theFileOfASaleHoldsWhatIsSent() throws Exception {
    assertThat(shapes(statements.during(this::sale))).isEqualTo(shapes(file("sale.sql")));
  }

  private static int firstWrite(List<String> shapes) {
    return IntStream.range(0, shapes.size())
        .filter(i -> shapes.get(i).startsWith("insert sales.receipt_counter"))
        .findFirst()
        .orElseThrow();
  }

  /** The files hold what is sent, so they are what is counted. */
  @ParameterizedTest(name = "{0}: {1} statements in {2} transactions")
  @CsvSource({"sale.sql, 27, 12", "checkout.sql, 6, 3"})
  void aSaleKeepsItsBudget(String name, int mostStatements, int mostTransactions)
      throws IOException {
    assertThat(file(name)).hasSizeLessThanOrEqualTo(mostStatements);
    assertThat(Files.readAllLines(FILES.resolve(name)))
        .filteredOn(line -> line.startsWith("-- begin"))
        .hasSizeLessThanOrEqualTo(mostTransactions);
  }

  private static List<String> file(String name) throws IOException {
    String text = Files.readString(FILES.resolve(name)).replaceAll("(?m)^--.*$", "");
    return Stream.of(text.split("(?m);$", -1)).filter(one -> !one.isBlank()).toList();
  }

  /**
   * Reduces statements to their operation, tables and columns. Services consume events meanwhile,
   * in transactions that begin like others, so the beginnings are left out.
   */
  private static List<String> shapes(List<String> sql) {
    List<String> shapes =
        new ArrayList<>(
            sql.stream()
                .map(CheckoutStatementsTest::shape)
                .filter(shape -> !shape.equals(BEGINNING) && !shape.contains(FEED))
                .toList());
    for (int i = 1; i < shapes.size(); i++) {
      // The catalog and promotion-service are asked at the same time.
      if (shapes.get(i - 1).equals(PROMOTIONS_NUMBER) && shapes.get(i).equals(CATALOG_NUMBER)) {
        Collections.swap(shapes, i - 1, i);
      }
    }
    return shapes;
  }

  private static String shape(String text) {
    String sql = text.replaceAll("\\s+", " ");
    Matcher kind = KIND.matcher(sql);
    assertThat(kind.find()).as(sql).isTrue();
    TreeSet<String> tables = new TreeSet<>();
    Matcher table = TABLE.matcher(sql);
    while (table.find()) {
      tables.add(table.group());
    }
    if (sql.contains("set_config(")) {
      tables.add("set_config");
    }
    return (kind.group(1) + " " + String.join(" ", tables) + " " + String.join(" ", columns(sql)))
        .strip();
  }

  /** The columns that are written, and those that are read under an alias of Hibernate. */
  private static Set<String> columns(String sql) {
    Set<String> columns = new TreeSet<>();
    Matcher written = WRITTEN.matcher(sql);
    while (written.find()) {
      columns.addAll(List.of(written.group(1).strip().split("\\s*,\\s*")));
    }
    Matcher changed = CHANGED.matcher(sql);
    while (changed.find()) {
      columns.add(changed.group(1));
    }
    Matcher read = READ.matcher(sql);
    while (read.find()) {
      columns.add(read.group(1));
    }
    return columns;
  }

  private SalesServiceBlockingStub sales() {
    return SalesServiceGrpc.newBlockingStub(calls.as(tenant, UUID.randomUUID()));
  }

  private void checkout() {
    NewOrderItem item = NewOrderItem.newBuilder().setVariantId(variant).setQuantity(1).build();
    var _ =
        sales()
            .checkout(
                CheckoutRequest.newBuilder()
                    .setCurrency("IDR")
                    .addItems(item)
                    .addItems(item)
                    .addPayments(
                        CheckoutRequest.Tender.newBuilder()
                            .setPaymentType(Payment.Type.CASH)
                            .setAmount(100_000_000))
                    .build());
  }

  private void sale() {
    String orderId =
        sales()
            .createOrder(CreateOrderRequest.newBuilder().setCurrency("IDR").build())
            .getOrder()
            .getId();
    for (int line = 0; line < 2; line++) {
      var _ =
          sales()
              .addOrderItem(
                  AddOrderItemRequest.newBuilder()
                      .setOrderId(orderId)
                      .setVariantId(variant)
                      .setQuantity(1)
                      .build());
    }
    var _ = sales().finalizeOrder(FinalizeOrderRequest.newBuilder().setOrderId(orderId).build());
    var _ =
        sales()
            .addPayment(
                AddPaymentRequest.newBuilder()
                    .setOrderId(orderId)
                    .setPaymentType(Payment.Type.CASH)
                    .setAmount(100_000_000)
                    .build());
    var _ = sales().completeOrder(CompleteOrderRequest.newBuilder().setOrderId(orderId).build());
  }
}
