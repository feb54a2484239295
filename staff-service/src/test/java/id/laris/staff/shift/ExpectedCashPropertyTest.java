package id.laris.staff.shift;

import static org.assertj.core.api.Assertions.assertThat;

import id.laris.pos.v1.CashMovement.Kind;
import id.laris.pos.v1.Shift;
import io.grpc.StatusRuntimeException;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

/**
 * For any history of sales, voids, movements and counts, with answers of sales that are lost and
 * calls that are made again, the expected cash is the sum of what was acknowledged.
 */
@ShiftsTest
class ExpectedCashPropertyTest {

  @Autowired Drawer.Parts parts;
  @Autowired FakeSales sales;

  @AfterEach
  void salesIsThereForOthers() {
    parts.restoreSales();
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void theExpectedCashIsTheSumOfWhatWasAcknowledged(long seed) {
    Random random = new Random(seed);
    Drawer drawer = new Drawer(parts);
    long drawerHas = random.nextInt(10_000);
    Shift shift = drawer.open(drawerHas);

    for (int step = 0; step < 40; step++) {
      int amount = 1 + random.nextInt(5_000);
      switch (random.nextInt(7)) {
        case 0, 1 -> {
          int change = random.nextInt(amount);
          sales.sell(shift.getId(), amount, change);
          drawerHas += amount - change;
        }
        case 2 -> {
          sales.giveBack(shift.getId(), amount);
          drawerHas -= amount;
        }
        case 3 -> drawerHas += moveTwice(drawer, shift, Kind.PAY_IN, amount);
        case 4 -> drawerHas -= moveTwice(drawer, shift, Kind.PAY_OUT, amount);
        case 5 -> drawerHas -= moveTwice(drawer, shift, Kind.DROP, amount);
        default -> drawer.count(shift, amount);
      }
    }
    assertThat(drawer.report(shift).getExpected().getAmount()).isEqualTo(drawerHas);
    drawer.count(shift, 0);
    sales.loseReplies(random.nextInt(5));
    Shift closed = closeAtLast(drawer, shift);

    assertThat(closed.getExpected().getAmount()).isEqualTo(drawerHas);
    long late = random.nextInt(1_000) + 1L;
    sales.sell(shift.getId(), late, 0);
    sales.publish(drawer.tenant(), "OrderPaid", shift.getId());
    drawer.catchUp();
    assertThat(drawer.report(shift).getCorrectedExpected().getAmount()).isEqualTo(drawerHas + late);
  }

  /** Records a movement, and makes the same call again. */
  private static long moveTwice(Drawer drawer, Shift shift, Kind kind, long amount) {
    var request = Drawer.movement(shift, kind, amount).setId(UUID.randomUUID().toString()).build();
    var first = drawer.staff().recordCashMovement(request);
    assertThat(drawer.staff().recordCashMovement(request)).isEqualTo(first);
    return amount;
  }

  private static Shift closeAtLast(Drawer drawer, Shift shift) {
    for (int attempt = 1; ; attempt++) {
      try {
        return drawer.close(shift).getShift();
      } catch (StatusRuntimeException e) {
        assertThat(attempt).isLessThan(10);
      }
    }
  }
}
