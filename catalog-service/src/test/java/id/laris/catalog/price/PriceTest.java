package id.laris.catalog.price;

import static id.laris.common.grpc.Protos.timestamp;
import static org.assertj.core.api.Assertions.assertThat;

import id.laris.catalog.CatalogFixture;
import id.laris.catalog.CatalogTest;
import id.laris.common.errors.Reason;
import id.laris.pos.v1.CatalogServiceGrpc;
import id.laris.pos.v1.CatalogServiceGrpc.CatalogServiceBlockingStub;
import id.laris.pos.v1.DeletePriceRequest;
import id.laris.pos.v1.GetEffectivePriceRequest;
import id.laris.pos.v1.GetEffectivePriceResponse;
import id.laris.pos.v1.ListPricesRequest;
import id.laris.pos.v1.PaginationRequest;
import id.laris.pos.v1.Price;
import id.laris.pos.v1.SetPriceRequest;
import id.laris.testkit.FakeClock;
import id.laris.testkit.Parallel;
import id.laris.testkit.Refusal;
import id.laris.testkit.TestCalls;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;

@CatalogTest
class PriceTest {

  private static final String STORE = "00000000-0000-0000-0000-0000000000a1";

  @Autowired TestCalls calls;
  @Autowired FakeClock clock;
  @Autowired JdbcClient jdbc;
  @Autowired PlatformTransactionManager transactions;

  private CatalogServiceBlockingStub catalog;
  private CatalogFixture fixture;
  private UUID variantId;

  @BeforeEach
  void newTenantWithAVariant() {
    clock.set(FakeClock.START);
    UUID tenantId = UUID.randomUUID();
    catalog = CatalogServiceGrpc.newBlockingStub(calls.as(tenantId));
    fixture = new CatalogFixture(jdbc, transactions, tenantId);
    variantId = fixture.variant(fixture.product("Coffee"), "Large");
  }

  @Test
  void aPriceHoldsOnceItIsSet() {
    Price set = set(wanted(25_000_00));

    assertThat(set.getAmount().getAmount()).isEqualTo(25_000_00);
    assertThat(set.getAmount().getCurrency()).isEqualTo("IDR");
    assertThat(set.getCreatedAt()).isEqualTo(timestamp(FakeClock.START));
    assertThat(set.hasStartsAt()).isFalse();
    assertThat(effective(ask()).getPrice()).isEqualTo(set);
    assertThat(list(true)).containsExactly(set);
  }

  @Test
  void theSamePriceAgainChangesNothing() {
    SetPriceRequest.Builder dated =
        wanted(100)
            .setLocationId(STORE)
            .setStartsAt(timestamp(FakeClock.START))
            .setEndsAt(timestamp(FakeClock.START.plusSeconds(1)))
            .setMinQuantity(3);
    for (SetPriceRequest.Builder request : List.of(wanted(100), dated)) {
      Price first = set(request);
      clock.advance(Duration.ofMinutes(1));
      assertThat(set(request)).isEqualTo(first);
    }
    assertThat(list(true)).hasSize(2);
  }

  @Test
  void aClientMadeIdIsKeptForAPriceThatIsSetAlready() {
    Price old = set(wanted(100));
    String id = UUID.randomUUID().toString();

    Price now = set(wanted(100).setId(id));

    assertThat(now.getId()).isEqualTo(id);
    assertThat(set(wanted(100).setId(id))).isEqualTo(now);
    assertThat(list(false)).containsExactly(now);
    assertThat(list(true)).extracting(Price::getId).containsExactlyInAnyOrder(old.getId(), id);
  }

  @Test
  void anotherAmountReplacesThePriceAndKeepsItAsHistory() {
    Price old = set(wanted(100));
    clock.advance(Duration.ofMinutes(1));
    Price now = set(wanted(200));

    assertThat(list(false)).containsExactly(now);
    assertThat(list(true))
        .containsExactly(old.toBuilder().setDeletedAt(timestamp(clock.instant())).build(), now);
    assertThat(fixture.column(String.class, "select type from catalog.outbox order by number"))
        .containsExactly("PriceCreated", "PriceDeleted", "PriceCreated");
    assertThat(
            fixture.column(
                String.class,
                "select resource_type from catalog.catalog_change where resource_type = 'Price'"))
        .hasSize(2);
  }

  @Test
  void otherScopesAreLeftAlone() {
    set(wanted(100));
    set(wanted(200).setLocationId(STORE));
    set(wanted(300).setStartsAt(timestamp(FakeClock.START)));
    set(wanted(400).setEndsAt(timestamp(FakeClock.START)));
    set(wanted(500).setMinQuantity(10));
    set(wanted(600).setCurrency("USD"));

    assertThat(list(false)).hasSize(6);
    assertThat(
            catalog
                .listPrices(ListPricesRequest.newBuilder().setLocationId(STORE).build())
                .getPricesList())
        .hasSize(1);
  }

  @Test
  void theSameIdAndContentAreStoredOnceEvenWhenReplacedSince() {
    SetPriceRequest.Builder request = wanted(100).setId(UUID.randomUUID().toString());
    Price first = set(request);

    assertThat(set(request)).isEqualTo(first);
    Refusal.of(() -> set(request.clone().setAmount(200))).has(Reason.ALREADY_EXISTS);

    Price newer = set(wanted(300));
    assertThat(set(request).hasDeletedAt()).isTrue();
    assertThat(list(false)).containsExactly(newer);
  }

  @Test
  void refusesWhatIsNoPrice() {
    for (long amount : List.of(0L, -1L)) {
      Refusal.of(() -> set(wanted(amount))).has(Reason.PRICE_NOT_POSITIVE).naming("amount");
    }
    Refusal.of(() -> set(wanted(1_000_000_000_000_001L)))
        .has(Reason.VALIDATION_FAILED)
        .naming("amount");
    Refusal.of(() -> set(wanted(1).setCurrency("ABC")))
        .has(Reason.VALIDATION_FAILED)
        .naming("currency");
    Refusal.of(
            () ->
                set(
                    wanted(1)
                        .setStartsAt(timestamp(FakeClock.START))
                        .setEndsAt(timestamp(FakeClock.START))))
        .has(Reason.VALIDATION_FAILED)
        .naming("ends_at");
    assertThat(list(true)).isEmpty();
  }

  @Test
  void refusesAVariantThatIsNotThere() {
    String unknown = UUID.randomUUID().toString();
    Refusal.of(() -> set(wanted(1).setVariantId(unknown)))
        .has(Reason.NOT_FOUND)
        .with("resource", "variant")
        .with("id", unknown);
    Refusal.of(() -> effective(ask().setVariantId(unknown))).has(Reason.NOT_FOUND);

    set(wanted(1));
    fixture.change("variant", variantId, "deleted_at = now()");
    Refusal.of(() -> set(wanted(2))).has(Reason.NOT_FOUND);
    Refusal.of(() -> effective(ask())).has(Reason.NOT_FOUND);
  }

  @Test
  void oneOfManyPricesSetAtOnceHolds() {
    var outcomes = Parallel.times(20, i -> set(wanted(1_000 + i)));

    assertThat(Parallel.failures(outcomes)).isEmpty();
    assertThat(list(false)).hasSize(1);
    assertThat(list(true)).hasSize(20);
  }

  @Test
  void thePriceSetManyTimesAtOnceIsStoredOnce() {
    SetPriceRequest.Builder request = wanted(100).setId(UUID.randomUUID().toString());
    SetPriceRequest once = request.build();

    var outcomes = Parallel.times(20, i -> catalog.setPrice(once).getPrice());

    assertThat(Parallel.failures(outcomes)).isEmpty();
    assertThat(Parallel.successes(outcomes)).containsOnly(list(true).getFirst());
    assertThat(list(true)).hasSize(1);
  }

  @Test
  void settingAndDeletingAtOnceLosesNothing() {
    Price old = set(wanted(1));

    var outcomes =
        Parallel.times(20, i -> i % 2 == 0 ? delete(old.getId()) : set(wanted(1_000 + i)));

    assertThat(Parallel.failures(outcomes)).isEmpty();
    assertThat(list(false)).hasSize(1);
    assertThat(list(true)).hasSize(11);
  }

  @Test
  void aDeletedPriceStaysDeletedAndHoldsNoMore() {
    Price price = set(wanted(100));
    Price deleted = delete(price.getId());
    clock.advance(Duration.ofMinutes(1));

    assertThat(deleted.getDeletedAt()).isEqualTo(timestamp(FakeClock.START));
    assertThat(delete(price.getId())).isEqualTo(deleted);
    assertThat(list(false)).isEmpty();
    Refusal.of(() -> effective(ask()))
        .has(Reason.PRICE_NOT_SET)
        .with("variant_id", variantId)
        .with("currency", "IDR");
    Refusal.of(() -> delete(UUID.randomUUID().toString())).has(Reason.NOT_FOUND);
    assertThat(set(wanted(100)).getId()).isNotEqualTo(price.getId());
  }

  @Test
  void thePriceOfTheLocationThenTheDateThenTheTierWins() {
    Price base = set(wanted(100));
    Price tier = set(wanted(90).setMinQuantity(10));
    Instant tomorrow = FakeClock.START.plus(Duration.ofDays(1));
    Price promotion =
        set(
            wanted(80)
                .setStartsAt(timestamp(tomorrow))
                .setEndsAt(timestamp(tomorrow.plusSeconds(60))));
    Price ofStore = set(wanted(120).setLocationId(STORE));

    assertThat(effective(ask()).getPrice()).isEqualTo(base);
    assertThat(effective(ask().setQuantity(10)).getPrice()).isEqualTo(tier);
    GetEffectivePriceResponse dated = effective(ask().setQuantity(10).setAt(timestamp(tomorrow)));
    assertThat(dated.getPrice()).isEqualTo(promotion);
    assertThat(dated.getReason()).contains("2 others", tier.getId(), "price with dates precedes");
    assertThat(effective(ask().setAt(timestamp(tomorrow.plusSeconds(60)))).getPrice())
        .isEqualTo(base);
    assertThat(effective(ask().setLocationId(STORE).setAt(timestamp(tomorrow))).getPrice())
        .isEqualTo(ofStore);
    assertThat(effective(ask().setLocationId(UUID.randomUUID().toString())).getPrice())
        .isEqualTo(base);
  }

  @Test
  void theNewestOfOverlappingPromotionsWins() {
    set(wanted(80).setEndsAt(timestamp(FakeClock.START.plusSeconds(60))));
    clock.advance(Duration.ofSeconds(1));
    Price newer = set(wanted(85).setEndsAt(timestamp(FakeClock.START.plusSeconds(30))));

    assertThat(effective(ask()).getPrice()).isEqualTo(newer);
    assertThat(effective(ask()).getReason()).contains("newer price comes first");
  }

  @Test
  void oneWholeUnitIsAskedForWhereNoQuantityIs() {
    fixture.change("variant", variantId, "unit = 'KILOGRAM'");
    Price perKilogram = set(wanted(100));
    Price fromOneKilogram = set(wanted(90).setMinQuantity(1_000));

    assertThat(effective(ask()).getPrice()).isEqualTo(fromOneKilogram);
    assertThat(effective(ask().setQuantity(999)).getPrice()).isEqualTo(perKilogram);
  }

  @Test
  void aPriceInAnotherCurrencyIsNotAsked() {
    Price dollars = set(wanted(2).setCurrency("USD"));

    Refusal.of(() -> effective(ask())).has(Reason.PRICE_NOT_SET).with("currency", "IDR");
    assertThat(effective(ask().setCurrency("USD")).getPrice()).isEqualTo(dollars);
    Refusal.of(() -> effective(ask().setCurrency("XYZ")))
        .has(Reason.VALIDATION_FAILED)
        .naming("currency");
  }

  @Test
  void pricesArePagedOldestFirst() {
    Price first = set(wanted(1).setMinQuantity(1));
    Price second = set(wanted(2).setMinQuantity(2));
    var page =
        catalog.listPrices(
            ListPricesRequest.newBuilder()
                .setPagination(PaginationRequest.newBuilder().setPageSize(1))
                .build());

    assertThat(page.getPricesList()).containsExactly(first);
    assertThat(page.getPagination().getNextPageToken()).isEqualTo(first.getId());
    assertThat(
            catalog
                .listPrices(
                    ListPricesRequest.newBuilder()
                        .setPagination(PaginationRequest.newBuilder().setPageToken(first.getId()))
                        .build())
                .getPricesList())
        .containsExactly(second);
    Refusal.of(
            () ->
                catalog.listPrices(
                    ListPricesRequest.newBuilder()
                        .setPagination(PaginationRequest.newBuilder().setPageToken("x"))
                        .build()))
        .has(Reason.INVALID_PAGE_TOKEN);
  }

  @Test
  void anotherTenantsPricesAreNotThere() {
    Price price = set(wanted(100));
    var others = CatalogServiceGrpc.newBlockingStub(calls.as(UUID.randomUUID()));

    Refusal.of(() -> others.setPrice(wanted(1).build())).has(Reason.NOT_FOUND);
    Refusal.of(() -> others.getEffectivePrice(ask().build())).has(Reason.NOT_FOUND);
    Refusal.of(
            () ->
                others.deletePrice(
                    DeletePriceRequest.newBuilder().setPriceId(price.getId()).build()))
        .has(Reason.NOT_FOUND);
    assertThat(others.listPrices(ListPricesRequest.getDefaultInstance()).getPricesList()).isEmpty();
    assertThat(list(false)).containsExactly(price);
  }

  private SetPriceRequest.Builder wanted(long amount) {
    return SetPriceRequest.newBuilder()
        .setVariantId(variantId.toString())
        .setAmount(amount)
        .setCurrency("IDR");
  }

  private Price set(SetPriceRequest.Builder request) {
    return catalog.setPrice(request.build()).getPrice();
  }

  private Price delete(String id) {
    return catalog.deletePrice(DeletePriceRequest.newBuilder().setPriceId(id).build()).getPrice();
  }

  private GetEffectivePriceRequest.Builder ask() {
    return GetEffectivePriceRequest.newBuilder().setVariantId(variantId.toString());
  }

  private GetEffectivePriceResponse effective(GetEffectivePriceRequest.Builder request) {
    return catalog.getEffectivePrice(request.build());
  }

  private List<Price> list(boolean includeDeleted) {
    return catalog
        .listPrices(
            ListPricesRequest.newBuilder()
                .setVariantId(variantId.toString())
                .setIncludeDeleted(includeDeleted)
                .build())
        .getPricesList();
  }
}
