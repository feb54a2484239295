package id.laris.promotion;

import static id.laris.promotion.Shop.tenPercent;
import static id.laris.promotion.Shop.use;
import static id.laris.promotion.Shop.withCoupon;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import id.laris.common.errors.Reason;
import id.laris.common.grpc.Protos;
import id.laris.common.secret.Guesses;
import id.laris.pos.v1.CheckCouponRequest;
import id.laris.pos.v1.CheckCouponResponse;
import id.laris.pos.v1.Coupon;
import id.laris.pos.v1.CouponBatch;
import id.laris.pos.v1.CouponBatch.State;
import id.laris.pos.v1.CouponOffer;
import id.laris.pos.v1.DeletePromotionRequest;
import id.laris.pos.v1.DisableCouponRequest;
import id.laris.pos.v1.EvaluatePromotionsRequest;
import id.laris.pos.v1.GenerateCouponsRequest;
import id.laris.pos.v1.GetCouponBatchRequest;
import id.laris.pos.v1.GetCouponRequest;
import id.laris.pos.v1.ListCouponBatchesRequest;
import id.laris.pos.v1.ListCouponsRequest;
import id.laris.pos.v1.Promotion;
import id.laris.pos.v1.PromotionCart;
import id.laris.pos.v1.PromotionLimits;
import id.laris.pos.v1.PromotionResult;
import id.laris.promotion.coupon.CheckCoupon;
import id.laris.testkit.FakeClock;
import id.laris.testkit.Parallel;
import id.laris.testkit.Parallel.Outcome.Success;
import id.laris.testkit.Refusal;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/**
 * Coupons are found however they are entered, by nobody who guesses, and used as often as they may.
 */
@PromotionTest
class CouponTest {

  @Autowired Shop.Parts parts;
  @Autowired FakeClock clock;
  @Autowired Guesses guesses;

  private Shop shop;
  private Promotion promotion;

  @BeforeEach
  void newShop() {
    shop = new Shop(parts);
    promotion = shop.promotion(withCoupon());
  }

  private CheckCouponResponse check(String code) {
    return shop.staff.checkCoupon(CheckCouponRequest.newBuilder().setCode(code).build());
  }

  private CheckCouponResponse check(String code, String customerId) {
    return shop.staff.checkCoupon(
        CheckCouponRequest.newBuilder().setCode(code).setCustomerId(customerId).build());
  }

  private PromotionResult.Reason obstacle(String code, String customerId) {
    CouponOffer offer =
        shop.offers(request -> request.addCouponCodes(code).setCustomerId(customerId))
            .getCoupons(0);
    return offer.getObstacle();
  }

  @Test
  void isFoundWhateverCapitalsSpacesAndHyphensAreEntered() {
    Coupon coupon = shop.coupon(promotion, "Summer-24 b", request -> request);

    assertThat(coupon.getCode()).isEqualTo("Summer-24 b");
    assertThat(check("SUMMER24B").getCoupon()).isEqualTo(coupon);
    assertThat(check(" s-u m-m e-r 2 4-B ").getCoupon()).isEqualTo(coupon);
    assertThat(shop.offers(request -> request.addCouponCodes("summer 24b")).getCouponsList())
        .containsExactly(
            CouponOffer.newBuilder()
                .setCode("summer 24b")
                .setCouponCode("Summer-24 b")
                .setCouponId(coupon.getId())
                .setPromotionId(promotion.getId())
                .build());
    Refusal.of(() -> check("SUMMER24")).has(Reason.NOT_FOUND);
    Refusal.of(() -> check("-")).has(Reason.NOT_FOUND);
  }

  @Test
  void itsLettersAndDigitsAreItsOwn() {
    Coupon coupon = shop.coupon(promotion, "SAVE-10", request -> request);

    Refusal.of(() -> shop.coupon(promotion, "save 10", request -> request))
        .has(Reason.COUPON_CODE_EXISTS);
    assertThat(shop.coupon(promotion, "SAVE-10", request -> request.setId(coupon.getId())))
        .isEqualTo(coupon);
    Refusal.of(() -> shop.coupon(promotion, "OTHER", request -> request.setId(coupon.getId())))
        .has(Reason.ALREADY_EXISTS);
    Refusal.of(() -> shop.coupon(promotion, "a - b", request -> request)).naming("code");
    Refusal.of(() -> shop.coupon(promotion, "caf\u00e9", request -> request)).naming("code");
    Shop other = new Shop(parts);
    other.coupon(other.promotion(withCoupon()), "SAVE-10", request -> request);
  }

  @Test
  void belongsToAPromotionThatIsNotDeleted() {
    shop.staff.deletePromotion(
        DeletePromotionRequest.newBuilder().setPromotionId(promotion.getId()).build());

    Refusal.of(() -> shop.coupon(promotion, "SAVE", request -> request)).has(Reason.NOT_FOUND);
    Refusal.of(() -> generate(10)).has(Reason.NOT_FOUND);
  }

  @Test
  void canBeUsedInItsTimeOnly() {
    Instant start = clock.instant().plus(Duration.ofHours(1));
    Instant end = clock.instant().plus(Duration.ofHours(2));
    shop.coupon(
        promotion,
        "SAVE",
        request -> request.setStartsAt(Protos.timestamp(start)).setEndsAt(Protos.timestamp(end)));

    assertThat(check("SAVE").getObstacle()).isEqualTo(PromotionResult.Reason.COUPON_NOT_STARTED);
    clock.set(start);
    assertThat(check("SAVE").getObstacle()).isEqualTo(PromotionResult.Reason.REASON_UNSPECIFIED);
    assertThat(obstacle("SAVE", "")).isEqualTo(PromotionResult.Reason.REASON_UNSPECIFIED);
    clock.set(end);
    assertThat(check("SAVE").getObstacle()).isEqualTo(PromotionResult.Reason.COUPON_EXPIRED);
    assertThat(obstacle("SAVE", "")).isEqualTo(PromotionResult.Reason.COUPON_EXPIRED);
    Refusal.of(
            () ->
                shop.coupon(
                    promotion,
                    "NEVER",
                    request ->
                        request
                            .setStartsAt(Protos.timestamp(start))
                            .setEndsAt(Protos.timestamp(start))))
        .naming("ends_at");
  }

  @Test
  void isUsedAsOftenAsItMay() {
    Coupon coupon = shop.coupon(promotion, "TWICE", request -> request.setMaxUses(2));
    String order = UUID.randomUUID().toString();
    shop.reserve(order, 1, use(promotion, coupon, 10));
    assertThat(check("TWICE"))
        .returns(1L, CheckCouponResponse::getUsesLeft)
        .returns(1L, answer -> answer.getCoupon().getUses());

    shop.reserve(UUID.randomUUID().toString(), 1, use(promotion, coupon, 10));

    assertThat(check("TWICE").getObstacle()).isEqualTo(PromotionResult.Reason.COUPON_USED_UP);
    assertThat(obstacle("TWICE", "")).isEqualTo(PromotionResult.Reason.COUPON_USED_UP);
    assertThat(
            shop.offers(request -> request.addCouponCodes("TWICE").setOrderId(order))
                .getCoupons(0)
                .getObstacle())
        .as("for an order that has used it")
        .isEqualTo(PromotionResult.Reason.REASON_UNSPECIFIED);
    assertThat(shop.statistics(promotion).getCouponsUsed()).isOne();
  }

  @Test
  void ofManyOrdersAtOnceAsManyGetACouponAsMay() {
    Coupon coupon = shop.coupon(promotion, "FIVE", request -> request.setMaxUses(5));

    assertThat(
            Parallel.times(
                40, i -> shop.reserve(UUID.randomUUID().toString(), 1, use(promotion, coupon, 10))))
        .filteredOn(Success.class::isInstance)
        .hasSize(5);
  }

  @Test
  void isUsedOncePerCustomer() {
    Coupon coupon = shop.coupon(promotion, "EACH", request -> request.setMaxUsesPerCustomer(1));
    String siti = UUID.randomUUID().toString();
    shop.reserve(
        UUID.randomUUID().toString(),
        1,
        request -> request.setCustomerId(siti),
        use(promotion, coupon, 10));

    assertThat(check("EACH", siti).getObstacle()).isEqualTo(PromotionResult.Reason.COUPON_USED_UP);
    assertThat(check("EACH").getObstacle()).isEqualTo(PromotionResult.Reason.REASON_UNSPECIFIED);
    assertThat(obstacle("EACH", siti)).isEqualTo(PromotionResult.Reason.COUPON_USED_UP);
    assertThat(obstacle("EACH", UUID.randomUUID().toString()))
        .isEqualTo(PromotionResult.Reason.REASON_UNSPECIFIED);
    assertThat(obstacle("EACH", "")).isEqualTo(PromotionResult.Reason.CUSTOMER_MISSING);
    Refusal.of(
            () ->
                shop.reserve(
                    UUID.randomUUID().toString(),
                    1,
                    request -> request.setCustomerId(siti),
                    use(promotion, coupon, 10)))
        .has(Reason.COUPON_NOT_USABLE);
  }

  @Test
  void thatBelongsToACustomerIsForNobodyElse() {
    String siti = UUID.randomUUID().toString();
    Coupon coupon = shop.coupon(promotion, "MINE", request -> request.setCustomerId(siti));
    String other = UUID.randomUUID().toString();

    assertThat(check("MINE", other).getObstacle())
        .isEqualTo(PromotionResult.Reason.COUPON_OTHER_CUSTOMER);
    assertThat(check("MINE", siti).getObstacle())
        .isEqualTo(PromotionResult.Reason.REASON_UNSPECIFIED);
    assertThat(check("MINE").getObstacle()).isEqualTo(PromotionResult.Reason.REASON_UNSPECIFIED);
    assertThat(obstacle("MINE", "")).isEqualTo(PromotionResult.Reason.COUPON_OTHER_CUSTOMER);
    Refusal.of(() -> shop.reserve(UUID.randomUUID().toString(), 1, use(promotion, coupon, 10)))
        .has(Reason.COUPON_NOT_USABLE);
    assertThat(list(ListCouponsRequest.newBuilder().setCustomerId(siti))).containsExactly(coupon);
    assertThat(list(ListCouponsRequest.newBuilder().setCustomerId(other))).isEmpty();
  }

  private List<Coupon> list(ListCouponsRequest.Builder request) {
    return shop.staff.listCoupons(request.build()).getCouponsList();
  }

  @Test
  void saysThatItsPromotionIsUsedUpForTodayByTheZoneOfTheShop() {
    Promotion daily =
        shop.update(
            promotion.toBuilder()
                .setLimits(PromotionLimits.newBuilder().setMaxUsesPerDay(1))
                .build(),
            "limits");
    Coupon coupon = shop.coupon(daily, "DAILY", request -> request);
    CheckCouponRequest.Builder request = CheckCouponRequest.newBuilder().setCode("DAILY");
    Instant evening = clock.instant().truncatedTo(ChronoUnit.DAYS).plus(Duration.ofHours(40));
    clock.set(evening); // 16:00 in London, 23:00 in Jakarta, the next day in Auckland
    shop.reserve(
        UUID.randomUUID().toString(),
        1,
        reservation -> reservation.setTimeZone("Asia/Jakarta"),
        use(daily, coupon, 10));

    assertThat(shop.staff.checkCoupon(request.setTimeZone("Asia/Jakarta").build()).getObstacle())
        .isEqualTo(PromotionResult.Reason.LIMIT_USED_UP);
    assertThat(
            shop.staff.checkCoupon(request.setTimeZone("Pacific/Auckland").build()).getObstacle())
        .isEqualTo(PromotionResult.Reason.REASON_UNSPECIFIED);
    Refusal.of(() -> shop.staff.checkCoupon(request.setTimeZone("Mars").build()))
        .naming("time_zone");
  }

  @Test
  void isDisabledForGoodAndOnce() {
    Coupon coupon = shop.coupon(promotion, "SAVE", request -> request);
    DisableCouponRequest request =
        DisableCouponRequest.newBuilder().setCouponId(coupon.getId()).build();

    Refusal.of(() -> shop.staff.disableCoupon(request.toBuilder().setVersion(7).build()))
        .has(Reason.VERSION_CONFLICT);
    Coupon disabled = shop.staff.disableCoupon(request).getCoupon();

    assertThat(disabled.hasDisabledAt()).isTrue();
    assertThat(shop.staff.disableCoupon(request).getCoupon()).isEqualTo(disabled);
    assertThat(check("SAVE").getObstacle()).isEqualTo(PromotionResult.Reason.COUPON_DISABLED);
    Refusal.of(() -> shop.reserve(UUID.randomUUID().toString(), 1, use(promotion, coupon, 10)))
        .has(Reason.COUPON_NOT_USABLE);
    assertThat(shop.events())
        .containsExactly("PromotionCreated", "CouponCreated", "CouponDisabled");
  }

  @Test
  void ofAPromotionThatDoesNotApplySaysSo() {
    shop.coupon(promotion, "SAVE", request -> request);
    shop.update(promotion.toBuilder().setState(Promotion.State.PAUSED).build(), "state");

    assertThat(check("SAVE").getObstacle()).isEqualTo(PromotionResult.Reason.NOT_ACTIVE);
    assertThat(shop.offers(request -> request.addCouponCodes("SAVE")).getOffersList())
        .singleElement()
        .returns(promotion.getId(), offer -> offer.getPromotionId())
        .returns(PromotionResult.Reason.NOT_ACTIVE, offer -> offer.getObstacle());
  }

  @Test
  void isNotFoundByGuessing() {
    shop.coupon(promotion, "SAVE", request -> request);
    for (int guess = 0; guess < Guesses.OF_A_CALLER; guess++) {
      String code = "GUESS" + guess;
      Refusal.of(() -> check(code)).has(Reason.NOT_FOUND);
      // The same slip of the finger again tells nothing new.
      Refusal.of(() -> check(code)).has(Reason.NOT_FOUND);
    }

    Refusal limited = Refusal.of(() -> check("SAVE")).has(Reason.RATE_LIMITED);

    assertThat(limited.saysWhenToRetry()).isTrue();
    clock.advance(Duration.ofMinutes(1));
    assertThat(check("SAVE").getCoupon().getCode()).isEqualTo("SAVE");
  }

  @Test
  void salesGuessesForManyTillsAndNotForEver() {
    shop.coupon(promotion, "SAVE", request -> request);
    for (int guess = 0; guess < Guesses.OF_A_TENANT; guess++) {
      String code = "GUESS" + guess;
      assertThat(obstacle(code, "")).isEqualTo(PromotionResult.Reason.COUPON_UNKNOWN);
    }

    Refusal.of(() -> obstacle("ONE MORE", "")).has(Reason.RATE_LIMITED);
    assertThat(obstacle("GUESS0", "")).isEqualTo(PromotionResult.Reason.COUPON_UNKNOWN);
  }

  @Test
  void aCartThatIsRefusedForItsGuessesCountsNoneOfThem() {
    shop.coupon(promotion, "SAVE", request -> request);
    for (int guess = 0; guess < Guesses.OF_A_CALLER - 1; guess++) {
      String code = "GUESS" + guess;
      Refusal.of(() -> check(code)).has(Reason.NOT_FOUND);
    }

    Refusal.of(() -> evaluate("GUESS0", "ONE", "TWO", "THREE")).has(Reason.RATE_LIMITED);
    assertThat(check("SAVE").getCoupon().getCode()).isEqualTo("SAVE");

    // The wrong codes from before still count.
    Refusal.of(() -> check("ONE")).has(Reason.NOT_FOUND);
    Refusal.of(() -> check("SAVE")).has(Reason.RATE_LIMITED);
    Refusal.of(() -> evaluate("GUESS0", "TWO")).has(Reason.RATE_LIMITED);
    Refusal.of(() -> check("SAVE")).has(Reason.RATE_LIMITED);
  }

  private void evaluate(String... codes) {
    var _ =
        shop.staff.evaluatePromotions(
            EvaluatePromotionsRequest.newBuilder()
                .setCart(
                    PromotionCart.newBuilder().setCurrency("IDR").addAllCouponCodes(List.of(codes)))
                .build());
  }

  @Test
  void aSearchThatFailsIsNoGuess() {
    for (int guess = 0; guess < Guesses.OF_A_TENANT; guess++) {
      String code = "GUESS" + guess;
      assertThatThrownBy(
              () ->
                  shop.inTenant(
                      () ->
                          guesses.search(
                              CheckCoupon.GUESSED,
                              List.of(code),
                              _ -> {
                                throw new IllegalStateException("the database is down");
                              })))
          .isInstanceOf(IllegalStateException.class);
    }

    assertThat(obstacle("ONE", "")).isEqualTo(PromotionResult.Reason.COUPON_UNKNOWN);
  }

  @Test
  void anOrderHasAtMostTenEverywhere() {
    List<String> codes = IntStream.range(0, 11).mapToObj(number -> "CODE" + number).toList();

    Refusal.of(() -> evaluate(codes.toArray(String[]::new)))
        .has(Reason.VALIDATION_FAILED)
        .naming("cart.coupon_codes");
    Refusal.of(() -> shop.offers(request -> request.addAllCouponCodes(codes)))
        .has(Reason.VALIDATION_FAILED)
        .naming("coupon_codes");
  }

  @Test
  void aSmallBatchIsMadeAtOnce() {
    CouponBatch batch = generate(100);

    assertThat(batch).returns(State.DONE, CouponBatch::getState).returns(100, CouponBatch::getMade);
    List<Coupon> coupons = list(ListCouponsRequest.newBuilder().setBatchId(batch.getId()));
    assertThat(coupons)
        .hasSize(50)
        .allSatisfy(
            coupon ->
                assertThat(coupon)
                    .returns(1L, Coupon::getMaxUses)
                    .returns(promotion.getId(), Coupon::getPromotionId)
                    .returns(batch.getId(), Coupon::getBatchId));
    assertThat(coupons)
        .extracting(Coupon::getCode)
        .allMatch(code -> code.matches("XMAS-[2-9A-Z]{8}"));
    assertThat(check(coupons.getFirst().getCode()).getCoupon()).isEqualTo(coupons.getFirst());
    assertThat(shop.events()).containsExactly("PromotionCreated", "CouponsGenerated");
  }

  @Test
  void batchesAndCouponsAreReadByTheirIds() {
    Coupon coupon = shop.coupon(promotion, "SAVE", request -> request);
    CouponBatch first = generate(1);
    CouponBatch second = generate(2);
    Promotion other = shop.promotion(withCoupon());

    assertThat(
            shop.staff
                .getCoupon(GetCouponRequest.newBuilder().setCouponId(coupon.getId()).build())
                .getCoupon())
        .isEqualTo(coupon);
    assertThat(
            shop.staff
                .getCouponBatch(
                    GetCouponBatchRequest.newBuilder().setCouponBatchId(second.getId()).build())
                .getCouponBatch())
        .isEqualTo(second);
    assertThat(batchesOf(promotion.getId())).containsExactly(first, second);
    assertThat(batchesOf("")).containsExactly(first, second);
    assertThat(batchesOf(other.getId())).isEmpty();
    Refusal.of(
            () ->
                shop.staff.getCouponBatch(
                    GetCouponBatchRequest.newBuilder().setCouponBatchId(coupon.getId()).build()))
        .has(Reason.NOT_FOUND);
  }

  private List<CouponBatch> batchesOf(String promotionId) {
    return shop.staff
        .listCouponBatches(
            ListCouponBatchesRequest.newBuilder().setPromotionId(promotionId).build())
        .getCouponBatchesList();
  }

  private CouponBatch generate(int count) {
    return shop.staff.generateCoupons(batch(count).build()).getBatch();
  }

  private GenerateCouponsRequest.Builder batch(int count) {
    return GenerateCouponsRequest.newBuilder()
        .setPromotionId(promotion.getId())
        .setCount(count)
        .setPrefix("XMAS-");
  }

  @Test
  void aBatchOfAHundredThousandIsCompleteWithoutCollisionAndToldByOneEvent() {
    GenerateCouponsRequest request =
        batch(100_000).setId(UUID.randomUUID().toString()).setLength(6).build();

    CouponBatch begun = shop.staff.generateCoupons(request).getBatch();
    shop.run("promotion.coupon-batches");

    assertThat(begun).returns(State.RUNNING, CouponBatch::getState);
    assertThat(shop.staff.generateCoupons(request).getBatch())
        .returns(State.DONE, CouponBatch::getState)
        .returns(100_000, CouponBatch::getMade);
    assertThat(shop.statistics(promotion).getCoupons()).isEqualTo(100_000);
    assertThat(
            shop.inTenant(
                () ->
                    parts
                        .jdbc()
                        .sql("select count(distinct code_key) from promotion.coupon")
                        .query(Long.class)
                        .single()))
        .isEqualTo(100_000);
    assertThat(shop.events()).containsExactly("PromotionCreated", "CouponsGenerated");
  }

  @Test
  void aBatchGoesOnWhereItWasInterruptedAndNeverMakesMore() {
    GenerateCouponsRequest request = batch(5_500).setId(UUID.randomUUID().toString()).build();
    CouponBatch begun = shop.staff.generateCoupons(request).getBatch();
    // An interrupted thread makes no further part, as at the end of a process.
    Thread.currentThread().interrupt();
    shop.run("promotion.coupon-batches");
    assertThat(Thread.interrupted()).isTrue();

    Parallel.times(
        3,
        i -> {
          shop.run("promotion.coupon-batches");
          return i;
        });

    assertThat(begun.getMade()).isEqualTo(1_000);
    assertThat(shop.staff.generateCoupons(request).getBatch().getMade()).isEqualTo(5_500);
    assertThat(shop.statistics(promotion).getCoupons()).isEqualTo(5_500);
  }

  @Test
  void theSameBatchAgainMakesNothingAnew() {
    GenerateCouponsRequest request = batch(10).setId(UUID.randomUUID().toString()).build();
    CouponBatch made = shop.staff.generateCoupons(request).getBatch();

    assertThat(shop.staff.generateCoupons(request).getBatch()).isEqualTo(made);
    assertThat(shop.statistics(promotion).getCoupons()).isEqualTo(10);
    Refusal.of(() -> shop.staff.generateCoupons(request.toBuilder().setCount(11).build()))
        .has(Reason.ALREADY_EXISTS);
  }

  @Test
  void codesThatCouldBeGuessedAreRefused() {
    // 8 to the power of 6 is 262,144.
    GenerateCouponsRequest.Builder weak = batch(262).setLength(6).setAlphabet("ABCDEFGHabcdefgh");

    shop.staff.generateCoupons(weak.build());
    Refusal.of(() -> shop.staff.generateCoupons(weak.setCount(263).build())).naming("length");
    Refusal.of(() -> shop.staff.generateCoupons(batch(1).setAlphabet("ABCDEFGabcdefg").build()))
        .naming("alphabet");
    Refusal.of(() -> shop.staff.generateCoupons(batch(1).setLength(5).build())).naming("length");
  }

  @Test
  void anotherShopSeesNoneOfThem() {
    Coupon coupon = shop.coupon(promotion, "SAVE", request -> request);
    Shop other = new Shop(parts);
    other.promotion(tenPercent());

    Refusal.of(
            () -> other.staff.checkCoupon(CheckCouponRequest.newBuilder().setCode("SAVE").build()))
        .has(Reason.NOT_FOUND);
    Refusal.of(
            () ->
                other.staff.disableCoupon(
                    DisableCouponRequest.newBuilder().setCouponId(coupon.getId()).build()))
        .has(Reason.NOT_FOUND);
    assertThat(other.offers(request -> request.addCouponCodes("SAVE")))
        .returns(1, answer -> answer.getOffersCount())
        .returns(
            PromotionResult.Reason.COUPON_UNKNOWN, answer -> answer.getCoupons(0).getObstacle());
  }
}
