package id.laris.staff.commission;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Returns take a commission back in proportion, and the last one closes it to the unit. */
class EarnedLineTest {

  private static EarnedLine line(
      String currency, long amount, long quantity, long takenBack, long returned) {
    UUID id = new UUID(0, 1);
    return new EarnedLine(
        id,
        id,
        id,
        "POS-1",
        LocalDate.parse("2026-01-15"),
        currency,
        amount,
        amount * 10,
        quantity,
        id,
        0,
        takenBack,
        returned);
  }

  @Test
  void eachReturnTakesTheShareOfAllReturnedLessWhatWasTakenBefore() {
    assertThat(line("USD", 100, 3, 0, 0).takeBack(1)).isEqualTo(33);
    assertThat(line("USD", 100, 3, 33, 1).takeBack(1)).isEqualTo(34);
    assertThat(line("USD", 100, 3, 67, 2).takeBack(1)).isEqualTo(33);
  }

  @Test
  void theStepOfTheCurrencyIsKept() {
    assertThat(line("IDR", 10_000, 3, 0, 0).takeBack(1)).isEqualTo(3_300);
    assertThat(line("IDR", 10_000, 3, 3_300, 1).takeBack(2)).isEqualTo(6_700);
  }

  @Test
  void howeverALineIsReturnedNothingIsLeft() {
    Random random = new Random(4711);
    for (int i = 0; i < 2_000; i++) {
      long amount = random.nextLong(100_000) * 100;
      long quantity = 1 + random.nextLong(20);
      long takenBack = 0;
      long returned = 0;
      while (returned < quantity) {
        long more = 1 + random.nextLong(quantity - returned);
        long part = line("IDR", amount, quantity, takenBack, returned).takeBack(more);
        assertThat(part).isNotNegative();
        takenBack += part;
        returned += more;
      }
      assertThat(takenBack).isEqualTo(amount);
    }
  }
}
