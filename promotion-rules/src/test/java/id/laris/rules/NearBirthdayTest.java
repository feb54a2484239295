package id.laris.rules;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.type.Date;
import id.laris.pos.v1.PromotionCart;
import id.laris.pos.v1.PromotionCondition.Birthday;
import id.laris.pos.v1.PromotionCustomer;
import id.laris.pos.v1.PromotionResult.Reason;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class NearBirthdayTest {

  @Test
  void isNearSoManyDaysBeforeAndAfter() {
    assertThat(isNear(3, 7, 3, "2026-03-04T11:00:00Z")).isTrue();
    assertThat(isNear(3, 1, 3, "2026-03-04T11:00:00Z")).isTrue();
    assertThat(isNear(3, 8, 3, "2026-03-04T11:00:00Z")).isFalse();
    assertThat(isNear(2, 28, 3, "2026-03-04T11:00:00Z")).isFalse();
    assertThat(isNear(3, 4, 0, "2026-03-04T11:00:00Z")).isTrue();
  }

  @Test
  void goesByTheDayAtTheLocation() {
    assertThat(isNear(3, 5, 0, "2026-03-04T23:00:00Z")).as("midnight in Berlin").isTrue();
    assertThat(isNear(3, 4, 0, "2026-03-04T23:00:00Z")).isFalse();
  }

  @Test
  void reachesOverNewYear() {
    assertThat(isNear(1, 2, 3, "2026-12-30T11:00:00Z")).isTrue();
    assertThat(isNear(1, 3, 3, "2026-12-30T11:00:00Z")).isFalse();
    assertThat(isNear(12, 30, 3, "2027-01-02T11:00:00Z")).isTrue();
    assertThat(isNear(12, 29, 3, "2027-01-02T11:00:00Z")).isFalse();
  }

  @Test
  void the29thOfFebruaryIsThe28thInOtherYears() {
    assertThat(isNear(2, 29, 0, "2026-02-28T11:00:00Z")).isTrue();
    assertThat(isNear(2, 29, 0, "2026-03-01T11:00:00Z")).isFalse();
    assertThat(isNear(2, 29, 0, "2028-02-29T11:00:00Z")).isTrue();
    assertThat(isNear(2, 29, 0, "2028-02-28T11:00:00Z")).isFalse();
  }

  @Test
  void needsACustomerWhoseBirthdayIsKnown() {
    PromotionCustomer customer = customer(3, 4);

    assertThat(reason("", customer)).isEqualTo(Reason.CUSTOMER_MISSING);
    assertThat(reason("anna", customer.toBuilder().setUnavailable(true).build()))
        .isEqualTo(Reason.CUSTOMER_UNAVAILABLE);
    assertThat(reason("anna", customer.toBuilder().clearBirthday().build()))
        .isEqualTo(Reason.NO_BIRTHDAY);
    assertThat(reason("anna", customer(2, 30))).isEqualTo(Reason.NO_BIRTHDAY);
    assertThat(reason("anna", customer(13, 1))).isEqualTo(Reason.NO_BIRTHDAY);
  }

  private static boolean isNear(int month, int day, int days, String time) {
    return refusal("anna", customer(month, day), days, time) == null;
  }

  private static Reason reason(String customerId, PromotionCustomer customer) {
    Refusal refusal = refusal(customerId, customer, 31, "2026-03-04T11:00:00Z");
    return refusal == null ? Reason.REASON_UNSPECIFIED : refusal.reason();
  }

  private static @Nullable Refusal refusal(
      String customerId, PromotionCustomer customer, int days, String time) {
    PromotionCart cart =
        Examples.cart()
            .setCustomerId(customerId)
            .setAt(Examples.timestamp(Instant.parse(time)))
            .build();
    return new NearBirthday(Birthday.newBuilder().setDays(days).build())
        .refusal(Sale.of(cart, List.of(), customer));
  }

  private static PromotionCustomer customer(int month, int day) {
    return PromotionCustomer.newBuilder()
        .setBirthday(Date.newBuilder().setMonth(month).setDay(day))
        .build();
  }
}
