package id.laris.catalog.memory;

import static id.laris.catalog.memory.Question.BARCODE;
import static id.laris.catalog.memory.Question.PRICE;
import static id.laris.catalog.memory.Question.PRODUCT;
import static id.laris.catalog.memory.Question.QUOTE;
import static id.laris.catalog.memory.Question.SKU;
import static id.laris.catalog.memory.Question.VARIANT;
import static id.laris.catalog.memory.Question.VARIANTS;
import static id.laris.catalog.memory.SmallShop.BARCODE_OF_COFFEE;
import static id.laris.catalog.memory.SmallShop.BLACK;
import static id.laris.catalog.memory.SmallShop.BUN;
import static id.laris.catalog.memory.SmallShop.COFFEE;
import static id.laris.catalog.memory.SmallShop.GREEN;
import static id.laris.catalog.memory.SmallShop.LARGE;
import static id.laris.catalog.memory.SmallShop.MORNING;
import static id.laris.catalog.memory.SmallShop.component;
import static id.laris.common.grpc.Protos.money;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Message;
import id.laris.catalog.CatalogTest;
import id.laris.common.db.DatabaseSettings;
import id.laris.common.db.FeedNumbers;
import id.laris.pos.v1.ImportProductsRequest;
import id.laris.pos.v1.LookupVariantResponse;
import id.laris.pos.v1.Product;
import id.laris.pos.v1.QuoteItemsRequest;
import id.laris.pos.v1.QuoteItemsResponse;
import id.laris.pos.v1.Variant;
import id.laris.testkit.FakeClock;
import id.laris.testkit.SqlStatements;
import id.laris.testkit.TestCalls;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.config.AutowireCapableBeanFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/**
 * Each process answers from memory exactly as the database is. A process that has read nothing yet
 * tells how it is.
 */
@CatalogTest
class CatalogMemoryTest {

  private static final long LEAST_PRICE = 10_000_00;
  private static final String ONE_STATEMENT =
      "select last, server_started_at from catalog.feed_number(?)";

  private static final int ROUNDS = 30;

  /** The variants that the SKU goes round. */
  private static final List<String> BEARERS = List.of(LARGE, GREEN, BLACK, BUN);

  @Autowired TestCalls calls;
  @Autowired AutowireCapableBeanFactory beans;
  @Autowired FakeClock clock;
  @Autowired SqlStatements statements;
  @Autowired DatabaseSettings database;

  private UUID tenantId;
  private SmallShop shop;
  private Replica here;

  @BeforeEach
  void newTenantWithAShop() {
    clock.set(FakeClock.START);
    tenantId = UUID.randomUUID();
    shop = new SmallShop(calls.as(tenantId)).open("Small", LEAST_PRICE);
    here = Replica.of(shop.stub());
    // A composite or a group whose parts change is told from before by the time of the change only.
    clock.advance(Duration.ofSeconds(1));
  }

  /** A process that has read nothing yet. */
  private Replica fresh() {
    return fresh(tenantId);
  }

  private Replica fresh(UUID ofTenant) {
    return Replica.with(Replica.make(CatalogMemory.class, beans), beans, ofTenant);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("id.laris.catalog.memory.ShopChange#all")
  void everyProcessSeesAChangeWithItsNextRead(ShopChange change) {
    change.before().accept(shop);
    Replica elsewhere = fresh();
    Map<Question, List<Object>> before = Question.answers(here);
    assertThat(Question.answers(elsewhere)).isEqualTo(before);

    clock.advance(Duration.ofSeconds(1));
    change.change().accept(shop);

    Map<Question, List<Object>> now = Question.answers(fresh());
    assertThat(Question.answers(here)).isEqualTo(now);
    assertThat(Question.answers(elsewhere)).isEqualTo(now);
    assertThat(altered(before, now)).isEqualTo(change.altered());
  }

  private static Set<Question> altered(
      Map<Question, List<Object>> before, Map<Question, List<Object>> now) {
    return now.entrySet().stream()
        .filter(answers -> !answers.getValue().equals(before.get(answers.getKey())))
        .map(Map.Entry::getKey)
        .collect(toSet());
  }

  @ParameterizedTest
  @EnumSource
  void eachReadNoticesChangesByItself(Question question) {
    List<Object> before = Question.answers(here).get(question);
    shop.change(COFFEE, Product.newBuilder().setName("Kopi"), "name");
    shop.change(LARGE, Variant.newBuilder().setName("Besar"), "name");
    shop.price(LARGE, 1, more -> more);

    List<Object> now = question.ask(here);

    assertThat(now).isNotEqualTo(before).isEqualTo(question.ask(fresh()));
  }

  @Test
  void aPriceThatChangesWhileItIsReadIsNotKept() {
    assertNotKept(
        () -> shop.price(LARGE, 1, more -> more),
        PRICE,
        replica ->
            assertThat(
                    replica
                        .price()
                        .apply(Question.priceOf(LARGE))
                        .getPrice()
                        .getAmount()
                        .getAmount())
                .isEqualTo(LEAST_PRICE));
  }

  @Test
  void aCodeThatMovesWhileItIsReadIsNotKept() {
    assertNotKept(
        () -> moveSku("LARGE", LARGE, GREEN),
        SKU,
        replica ->
            assertThat(replica.lookup().apply(Question.sku("LARGE")).getVariant().getId())
                .isEqualTo(LARGE));
  }

  /** Another call notices the change, before the first has its answer from before the change. */
  private void assertNotKept(Runnable change, Question question, Consumer<Replica> firstRead) {
    SlowSources sources = Replica.make(SlowSources.class, beans);
    Replica elsewhere = Replica.with(memory(sources), beans, tenantId);
    sources.beforeNextAnswer(
        () -> {
          change.run();
          assertThat(PRODUCT.ask(elsewhere)).isNotEmpty();
        });
    firstRead.accept(elsewhere);

    assertThat(question.ask(elsewhere)).isEqualTo(question.ask(fresh()));
  }

  @Test
  void recipesThatAreTurnedRoundWhileTheyAreReadHaveAnEnd() {
    SlowSources sources = Replica.make(SlowSources.class, beans);
    Replica elsewhere = Replica.with(memory(sources), beans, tenantId);
    sources.beforeNextAnswer(
        () -> {
          shop.change(MORNING, Variant.newBuilder(), "components");
          shop.change(BUN, Variant.newBuilder().addComponents(component(MORNING, 1)), "components");
        });

    QuoteItemsResponse quote =
        elsewhere
            .quote()
            .apply(QuoteItemsRequest.newBuilder().addItems(Question.item(MORNING)).build());

    assertThat(quote.getProblemsList()).isEmpty();
    assertThat(Question.answers(elsewhere)).isEqualTo(Question.answers(fresh()));
  }

  private CatalogMemory memory(Sources sources) {
    return new CatalogMemory(
        beans.getBean(FeedNumbers.class), beans.getBean(Changes.class), sources);
  }

  private void moveSku(String sku, String from, String to) {
    shop.change(from, Variant.newBuilder(), "sku");
    shop.change(to, Variant.newBuilder().setSku(sku), "sku");
  }

  /**
   * How far the writer is: the price and the bearer of each round.
   *
   * @param begun the round of which anything may be seen
   * @param priced the round whose price every call sees that begins now
   * @param moved the round whose bearer every call sees that begins now, unless a later one has it
   */
  private record Progress(AtomicInteger begun, AtomicInteger priced, AtomicInteger moved) {}

  @Test
  void noReadIsOlderThanWhatWasAcknowledgedBeforeIt() throws Exception {
    Progress progress = new Progress(new AtomicInteger(), new AtomicInteger(), new AtomicInteger());
    Replica elsewhere = fresh();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<?> writing = threads.submit(() -> write(progress));
      List<Future<Integer>> reading =
          Stream.of(here, here, elsewhere, elsewhere)
              .map(replica -> threads.submit(() -> readUntilDone(writing, replica, progress)))
              .toList();
      writing.get();
      for (Future<Integer> reader : reading) {
        assertThat(reader.get()).isGreaterThan(ROUNDS / 4);
      }
    }
    assertThat(Question.answers(here)).isEqualTo(Question.answers(fresh()));
    assertThat(Question.answers(elsewhere)).isEqualTo(Question.answers(fresh()));
  }

  private void write(Progress progress) {
    for (int round = 1; round <= ROUNDS; round++) {
      progress.begun().set(round);
      shop.price(MORNING, priceOf(round), more -> more);
      progress.priced().set(round);
      moveSku("LARGE", bearer(round - 1), bearer(round));
      progress.moved().set(round);
    }
  }

  private static int readUntilDone(Future<?> writing, Replica replica, Progress progress) {
    int reads = 0;
    while (!writing.isDone()) {
      readPrice(replica, progress);
      readSku(replica, progress);
      reads++;
    }
    return reads;
  }

  private static long priceOf(int round) {
    return LEAST_PRICE * 2 + round;
  }

  private static String bearer(int round) {
    return BEARERS.get(round % BEARERS.size());
  }

  private static void readPrice(Replica replica, Progress progress) {
    int priced = progress.priced().get();
    long amount =
        replica.price().apply(Question.priceOf(MORNING)).getPrice().getAmount().getAmount();
    if (priced > 0) {
      assertThat(amount).isGreaterThanOrEqualTo(priceOf(priced));
    }
  }

  private static void readSku(Replica replica, Progress progress) {
    int first = progress.moved().get();
    Object found = Question.answer(() -> replica.lookup().apply(Question.sku("LARGE")));
    int last = progress.begun().get();
    if (found instanceof LookupVariantResponse response) {
      assertThat(IntStream.rangeClosed(first, last).mapToObj(CatalogMemoryTest::bearer))
          .contains(response.getVariant().getId());
    } else {
      assertThat(last).as("not found while it moves").isGreaterThan(first);
    }
  }

  @Test
  void aDatabaseThatWentBackToAnEarlierStateIsReadAnew() {
    Replica elsewhere = fresh();
    shop.price(BLACK, 1, more -> more);
    Map<Question, List<Object>> before = Question.answers(here);
    assertThat(Question.answers(elsewhere)).isEqualTo(before);

    for (String table :
        List.of("category", "product", "variant", "modifier", "tax_rule", "service_charge")) {
      change("update catalog.%s set name = name || '!' where tenant_id = ?".formatted(table));
    }
    change("update catalog.price set amount = amount + 1 where tenant_id = ?");
    change("update catalog.variant set sku = sku || '?' where tenant_id = ? and sku <> ''");
    change("update catalog.barcode set code = 'X' where tenant_id = ? and code like '%-88'");
    change(
        """
        with counter as (update catalog.feed_counter set last = last - 1 where tenant_id = ? returning tenant_id, last)
        delete from catalog.outbox event using counter
        where event.tenant_id = counter.tenant_id and number > last
        """);

    Map<Question, List<Object>> now = Question.answers(fresh());
    assertThat(Question.answers(here)).isEqualTo(now);
    assertThat(Question.answers(elsewhere)).isEqualTo(now);
    assertThat(altered(before, now)).containsExactlyInAnyOrder(Question.values());
    shop.change(COFFEE, Product.newBuilder().setName("Kopi"), "name");
    assertThat(Question.answers(here)).isEqualTo(Question.answers(fresh())).isNotEqualTo(now);
  }

  /** Changes rows of the tenant past the service, which cannot notice it. */
  private void change(String sql, Object... more) {
    JdbcClient owner =
        JdbcClient.create(
            new DriverManagerDataSource(
                database.url(), database.ownerUser(), database.ownerPassword()));
    assertThat(owner.sql(sql).param(tenantId).params(List.of(more)).update()).isPositive();
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void afterTooManyChangesAllIsReadAnew(boolean tooMany) {
    Replica elsewhere = fresh();
    Map<Question, List<Object>> before = Question.answers(here);
    assertThat(Question.answers(elsewhere)).isEqualTo(before);
    change("update catalog.product set name = 'Secret' where tenant_id = ? and sku = 'TEA'");
    shop.change(COFFEE, Product.newBuilder().setName("Kopi"), "name");
    noteChanges(tooMany ? Changes.MOST : Changes.MOST - 1);

    Map<Question, List<Object>> now = Question.answers(fresh());

    for (Replica replica : List.of(here, elsewhere)) {
      assertThat(Question.answers(replica).equals(now)).isEqualTo(tooMany);
      assertThat(replica.product().apply(Question.product(COFFEE)).getProduct().getName())
          .isEqualTo("Kopi");
    }
  }

  /** Notes changes of products that do not exist. */
  private void noteChanges(int count) {
    change(
        """
        with counter as (update catalog.feed_counter set last = last + 1 where tenant_id = ? returning tenant_id, last)
        insert into catalog.catalog_change (tenant_id, resource_type, resource_id, number)
        select tenant_id, 'Product', gen_random_uuid(), last from counter, generate_series(1, ?)
        """,
        count);
  }

  @Test
  void tenantsWithTheSameIdsHaveEachTheirOwn() {
    UUID otherId = UUID.randomUUID();
    SmallShop otherShop = new SmallShop(calls.as(otherId)).open("Other", 5_000_00);
    Replica other = Replica.of(otherShop.stub());

    Map<Question, List<Object>> ours = Question.answers(here);
    Map<Question, List<Object>> theirs = Question.answers(other);

    assertThat(altered(ours, theirs)).containsExactlyInAnyOrder(Question.values());
    assertThat(theirs).isEqualTo(Question.answers(fresh(otherId)));
    otherShop.change(COFFEE, Product.newBuilder().setName("Kopi"), "name");
    assertThat(Question.answers(here)).isEqualTo(ours).isEqualTo(Question.answers(fresh()));
    assertThat(Question.answers(other)).isEqualTo(Question.answers(fresh(otherId)));
  }

  @Test
  void oneProcessWithOneMemoryKeepsTenantsApartToo() {
    UUID otherId = UUID.randomUUID();
    new SmallShop(calls.as(otherId)).open("Other", 5_000_00);
    CatalogMemory memory = Replica.make(CatalogMemory.class, beans);

    assertThat(Question.answers(Replica.with(memory, beans, tenantId)))
        .isEqualTo(Question.answers(fresh()));
    assertThat(Question.answers(Replica.with(memory, beans, otherId)))
        .isEqualTo(Question.answers(fresh(otherId)));
  }

  static Stream<Arguments> reads() {
    return Stream.of(
        read(QUOTE, replica -> replica.quote().apply(quote(List.of(LARGE, GREEN, BUN, MORNING)))),
        read(SKU, replica -> replica.lookup().apply(Question.sku("Coffee"))),
        read(BARCODE, replica -> replica.lookup().apply(Question.barcode(BARCODE_OF_COFFEE))),
        read(PRODUCT, replica -> replica.product().apply(Question.product(COFFEE))),
        read(VARIANT, replica -> replica.variant().apply(Question.variant(LARGE))),
        read(VARIANTS, replica -> replica.variants().apply(Question.variants(List.of(LARGE, BUN)))),
        read(PRICE, replica -> replica.price().apply(Question.priceOf(LARGE))));
  }

  private static Arguments read(Question question, Function<Replica, Message> read) {
    return Arguments.of(question, read);
  }

  private static QuoteItemsRequest quote(List<String> variantIds) {
    return QuoteItemsRequest.newBuilder()
        .addAllItems(variantIds.stream().map(id -> Question.item(id).build()).toList())
        .build();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("reads")
  void aReadIsOneStatementOnceEverythingIsKnown(
      Question question, Function<Replica, Message> read) {
    List<String> first = statementsOf(here, read);
    List<String> second = statementsOf(here, read);

    assertThat(first).as(question.name()).hasSizeBetween(3, 20).startsWith(ONE_STATEMENT);
    assertThat(second).as(question.name()).containsExactly(ONE_STATEMENT);
  }

  @Test
  void manyThatAreNotKnownTakeAsManyStatementsAsFew() {
    List<String> ids = importMany(40);
    List<String> few = ids.subList(0, 2);

    assertThat(statementsOf(fresh(), replica -> replica.quote().apply(quote(ids))))
        .hasSameSizeAs(statementsOf(fresh(), replica -> replica.quote().apply(quote(few))));
    assertThat(statementsOf(fresh(), replica -> replica.variants().apply(Question.variants(ids))))
        .hasSameSizeAs(
            statementsOf(fresh(), replica -> replica.variants().apply(Question.variants(few))));
  }

  private List<String> statementsOf(Replica replica, Function<Replica, Message> read) {
    return statements.during(() -> assertThat(read.apply(replica)).isNotNull());
  }

  private List<String> importMany(int count) {
    ImportProductsRequest.Builder rows = ImportProductsRequest.newBuilder();
    for (int i = 0; i < count; i++) {
      rows.addRows(
          ImportProductsRequest.Row.newBuilder()
              .setSku("MANY-" + i)
              .setName("Many")
              .setCategory("Many/" + i)
              .setPrice(money(LEAST_PRICE, "IDR")));
    }
    return shop.stub().importProducts(rows.build()).getResultsList().stream()
        .map(row -> row.getVariantId())
        .toList();
  }
}
