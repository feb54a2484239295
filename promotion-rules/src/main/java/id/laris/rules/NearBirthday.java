package id.laris.rules;

import com.google.type.Date;
import id.laris.pos.v1.PromotionCondition.Birthday;
import id.laris.pos.v1.PromotionResult.Reason;
import java.time.LocalDate;
import java.time.Month;
import java.time.MonthDay;
import java.time.temporal.ChronoUnit;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The customer's birthday is at most so many days away, before or after, by the calendar of the
 * location. A birthday of 29 February is on 28 February in other years.
 */
record NearBirthday(Birthday rule) implements Condition {
  @Override
  public @Nullable Refusal refusal(Sale sale) {
    if (!sale.hasCustomer()) {
      return OfCustomers.missing();
    }
    if (sale.customer() == null) {
      return OfCustomers.unavailable();
    }
    if (sale.customer().hasBirthdayWithinDays()) {
      return sale.customer().getBirthdayWithinDays() <= rule.getDays() ? null : tooFar();
    }
    Date birthday = sale.customer().getBirthday();
    if (!isKnown(birthday)) {
      return new Refusal(Reason.NO_BIRTHDAY, "The customer's birthday is not known.");
    }
    return isNear(MonthDay.of(birthday.getMonth(), birthday.getDay()), sale.time().toLocalDate())
        ? null
        : tooFar();
  }

  private Refusal tooFar() {
    return new Refusal(
        Reason.NO_BIRTHDAY,
        "The customer's birthday is more than %s away."
            .formatted(rule.getDays() == 1 ? "1 day" : rule.getDays() + " days"));
  }

  /** Around new year the near birthday is one of the year before or after. */
  private boolean isNear(MonthDay birthday, LocalDate today) {
    return IntStream.rangeClosed(today.getYear() - 1, today.getYear() + 1)
        .mapToLong(year -> ChronoUnit.DAYS.between(birthday.atYear(year), today))
        .anyMatch(days -> Math.abs(days) <= rule.getDays());
  }

  private static boolean isKnown(Date date) {
    return date.getMonth() >= 1
        && date.getMonth() <= Month.values().length
        && date.getDay() >= 1
        && date.getDay() <= Month.of(date.getMonth()).maxLength();
  }
}
