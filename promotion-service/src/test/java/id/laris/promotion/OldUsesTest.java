package id.laris.promotion;

import static id.laris.promotion.Shop.use;
import static org.assertj.core.api.Assertions.assertThat;

import id.laris.common.grpc.Protos;
import id.laris.pos.v1.Promotion;
import id.laris.pos.v1.PromotionResult.Reason;
import id.laris.pos.v1.UsageReservation.Status;
import id.laris.testkit.FakeClock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Uses that no order asks for any more are deleted, and limits that hold for ever stay. */
@PromotionTest
class OldUsesTest {

  @Autowired Shop.Parts parts;
  @Autowired FakeClock clock;

  private final String customer = UUID.randomUUID().toString();
  private Shop shop;
  private Promotion promotion;

  @BeforeEach
  void newShop() {
    shop = new Shop(parts);
    promotion =
        shop.limited(limits -> limits.setMaxUses(9).setMaxUsesPerDay(9).setMaxUsesPerCustomer(1));
  }

  @AfterEach
  void theTimeIsAsBefore() {
    clock.set(FakeClock.START);
  }

  @Test
  void theCounterOfADayIsKeptFor31Days() {
    String order = reserve(FakeClock.START);
    assertThat(scopes()).hasSize(4);

    after(Duration.ofDays(31));
    assertThat(scopes()).hasSize(4);
    after(Duration.ofDays(1));

    assertThat(scopes()).hasSize(3).noneMatch(scope -> scope.startsWith("day:"));
    assertThat(shop.offer(request -> request.setCustomerId(customer)).getObstacle())
        .isEqualTo(Reason.CUSTOMER_LIMIT_USED_UP);
    assertThat(shop.release(order, 1).getStatus()).isEqualTo(Status.RELEASED);
    assertThat(shop.statistics(promotion).getUses()).isZero();
  }

  @Test
  void aDayThatIsCountedOnceMoreDoesNotHinderWhatIsGivenBack() {
    String order = reserve(FakeClock.START);
    after(Duration.ofDays(32));
    String late =
        reserve(UUID.randomUUID().toString(), FakeClock.START, UUID.randomUUID().toString());

    shop.release(order, 1);

    assertThat(shop.release(late, 1).getStatus()).isEqualTo(Status.RELEASED);
    assertThat(shop.statistics(promotion).getUses()).isZero();
  }

  @Test
  void aReservationIsKeptUntil90DaysAfterItsEnd() {
    String completed = reserve(FakeClock.START);
    String open =
        reserve(UUID.randomUUID().toString(), FakeClock.START, UUID.randomUUID().toString());
    shop.happened("OrderCompleted", Shop.order(completed, 1));

    after(Duration.ofDays(90));
    assertThat(orders()).containsExactlyInAnyOrder(completed, open);
    after(Duration.ofSeconds(1));

    assertThat(orders()).containsExactly(open);
    assertThat(shop.statistics(promotion).getUses()).isEqualTo(2);
  }

  private String reserve(Instant at) {
    return reserve(UUID.randomUUID().toString(), at, customer);
  }

  private String reserve(String order, Instant at, String customerId) {
    var _ =
        shop.reserve(
            order,
            1,
            request -> request.setAt(Protos.timestamp(at)).setCustomerId(customerId),
            use(promotion, 10));
    return order;
  }

  private void after(Duration more) {
    clock.advance(more);
    shop.run("promotion.old-uses");
  }

  private List<String> scopes() {
    return texts("select scope from promotion.use_counter where owner_id = ?::uuid");
  }

  private List<String> orders() {
    return texts(
        "select order_id::text from promotion.usage_reservation where promotion_ids[1] = ?::uuid");
  }

  private List<String> texts(String sql) {
    return shop.inTenant(
        () -> parts.jdbc().sql(sql).param(promotion.getId()).query(String.class).list());
  }
}
