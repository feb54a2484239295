package id.laris.rules;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.type.DayOfWeek;
import id.laris.pos.v1.PromotionResult.Reason;
import id.laris.pos.v1.PromotionRules;
import id.laris.pos.v1.PromotionWindow;
import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;

/** Windows by the clock of Berlin: UTC+1, in summer UTC+2. */
class ScheduleTest {
  private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

  @Test
  void aWindowHoldsItsFirstMinuteAndNotTheOneAtItsEnd() {
    PromotionWindow lunch = window(11 * 60 + 30, 14 * 60);

    assertThat(isIn(lunch, "2026-03-04T10:29:59Z")).isFalse();
    assertThat(isIn(lunch, "2026-03-04T10:30:00Z")).isTrue();
    assertThat(isIn(lunch, "2026-03-04T12:59:59Z")).isTrue();
    assertThat(isIn(lunch, "2026-03-04T13:00:00Z")).isFalse();
  }

  @Test
  void aWindowThatCrossesMidnightBelongsToTheDayOnWhichItBegan() {
    PromotionWindow late = window(22 * 60, 2 * 60, DayOfWeek.FRIDAY);

    assertThat(isIn(late, "2026-03-06T00:30:00Z")).as("Friday 01:30").isFalse();
    assertThat(isIn(late, "2026-03-06T21:00:00Z")).as("Friday 22:00").isTrue();
    assertThat(isIn(late, "2026-03-07T00:59:00Z")).as("Saturday 01:59").isTrue();
    assertThat(isIn(late, "2026-03-07T01:00:00Z")).as("Saturday 02:00").isFalse();
    assertThat(isIn(late, "2026-03-07T21:00:00Z")).as("Saturday 22:00").isFalse();
  }

  @Test
  void mondayMorningBelongsToTheWindowOfSunday() {
    PromotionWindow late = window(23 * 60, 60, DayOfWeek.SUNDAY);

    assertThat(isIn(late, "2026-03-01T23:30:00Z")).as("Monday 00:30").isTrue();
    assertThat(isIn(late, "2026-03-07T23:30:00Z")).as("Sunday 00:30").isFalse();
  }

  @Test
  void aWindowMayLastUntilMidnightOrAWholeDay() {
    assertThat(isIn(window(20 * 60, 1440, DayOfWeek.FRIDAY), "2026-03-06T22:59:59Z")).isTrue();
    assertThat(isIn(window(20 * 60, 1440, DayOfWeek.FRIDAY), "2026-03-06T23:00:00Z")).isFalse();
    PromotionWindow wholeDay = window(600, 600, DayOfWeek.FRIDAY);
    assertThat(isIn(wholeDay, "2026-03-06T08:59:00Z")).as("Friday 09:59").isFalse();
    assertThat(isIn(wholeDay, "2026-03-06T09:00:00Z")).as("Friday 10:00").isTrue();
    assertThat(isIn(wholeDay, "2026-03-07T08:59:00Z")).as("Saturday 09:59").isTrue();
    assertThat(isIn(wholeDay, "2026-03-07T09:00:00Z")).as("Saturday 10:00").isFalse();
  }

  /** On 29 March 2026 the clock goes from 02:00 to 03:00, at 01:00 UTC. */
  @Test
  void theHourThatIsSkippedEndsAWindowThatWouldEndInIt() {
    PromotionWindow late = window(22 * 60, 2 * 60 + 30, DayOfWeek.SATURDAY);

    assertThat(isIn(late, "2026-03-29T00:59:59Z")).as("01:59 in winter").isTrue();
    assertThat(isIn(late, "2026-03-29T01:00:00Z")).as("03:00 in summer").isFalse();
    PromotionWindow early = window(2 * 60 + 30, 4 * 60, DayOfWeek.SUNDAY);
    assertThat(isIn(early, "2026-03-29T00:59:59Z")).as("01:59 in winter").isFalse();
    assertThat(isIn(early, "2026-03-29T01:00:00Z")).as("03:00 in summer").isTrue();
    assertThat(isIn(early, "2026-03-29T02:00:00Z")).as("04:00 in summer").isFalse();
  }

  /** On 25 October 2026 the clock goes from 03:00 to 02:00, at 01:00 UTC. */
  @Test
  void theHourThatComesTwiceIsInAWindowTwice() {
    PromotionWindow late = window(22 * 60, 3 * 60, DayOfWeek.SATURDAY);

    assertThat(isIn(late, "2026-10-25T00:30:00Z")).as("02:30 in summer").isTrue();
    assertThat(isIn(late, "2026-10-25T01:30:00Z")).as("02:30 in winter").isTrue();
    assertThat(isIn(late, "2026-10-25T02:00:00Z")).as("03:00 in winter").isFalse();
  }

  @Test
  void aSaleMayBeInAnyOfTheWindows() {
    PromotionRules rules =
        PromotionRules.newBuilder()
            .addWindows(window(60, 120))
            .addWindows(window(12 * 60, 13 * 60, DayOfWeek.WEDNESDAY))
            .build();

    assertThat(Schedule.refusal(rules, Examples.NOON.atZone(BERLIN))).isNull();
    Refusal refusal = Schedule.refusal(rules, Instant.parse("2026-03-05T11:00:00Z").atZone(BERLIN));
    assertThat(refusal)
        .isEqualTo(
            new Refusal(
                Reason.OUTSIDE_HOURS,
                "It applies at other hours: 01:00 to 02:00; WEDNESDAY 12:00 to 13:00."));
  }

  private static boolean isIn(PromotionWindow window, String time) {
    PromotionRules rules = PromotionRules.newBuilder().addWindows(window).build();
    return Schedule.refusal(rules, Instant.parse(time).atZone(BERLIN)) == null;
  }

  private static PromotionWindow window(int from, int to, DayOfWeek... weekdays) {
    PromotionWindow.Builder window =
        PromotionWindow.newBuilder().setFromMinute(from).setToMinute(to);
    for (DayOfWeek weekday : weekdays) {
      window.addWeekdays(weekday);
    }
    return window.build();
  }
}
