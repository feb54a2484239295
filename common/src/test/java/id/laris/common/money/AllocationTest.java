package id.laris.common.money;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class AllocationTest {
  @Test
  void givesStepsLeftOverToTheLargestRemainders() {
    assertThat(allocate(299, 1, 4300, 1400, 2300)).containsExactly(161, 52, 86);
    assertThat(allocate(1000, 1, 5000, 1000)).containsExactly(833, 167);
  }

  @Test
  void breaksTiesToTheLowerIndex() {
    assertThat(allocate(100, 1, 1, 1, 1)).containsExactly(34, 33, 33);
    assertThat(allocate(2, 1, 1, 1, 1)).containsExactly(1, 1, 0);
  }

  @Test
  void allocatesEquallyWhereAllWeightsAreZero() {
    assertThat(allocate(5, 1, 0, 0, 0)).containsExactly(2, 2, 1);
  }

  @Test
  void allocatesInStepsOfTheIncrement() {
    assertThat(allocate(1000, 100, 1, 1, 1)).containsExactly(400, 300, 300);
  }

  @Test
  void negatesThePartsOfANegativeAmount() {
    assertThat(allocate(-299, 1, 4300, 1400, 2300)).containsExactly(-161, -52, -86);
    assertThat(allocate(-150, 100, 1, 2)).containsExactly(0, -150);
  }

  @Test
  void givesTheResidueBelowTheIncrementToTheFirstOfTheRanking() {
    assertThat(allocate(1050, 100, 1, 1, 1)).containsExactly(450, 300, 300);
    assertThat(allocate(150, 100, 0, 1)).containsExactly(0, 150);
    assertThat(allocate(50, 100, 0, 0)).containsExactly(50, 0);
  }

  @Test
  void refusesWhatItCannotAllocate() {
    assertThatThrownBy(() -> allocate(1, 1)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> allocate(1, 1, -1)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> allocate(1, 0, 1)).isInstanceOf(IllegalArgumentException.class);
    assertThat(allocate(0, 1)).isEmpty();
  }

  private static long[] allocate(long amount, long increment, long... weights) {
    return Allocation.allocate(amount, weights, increment);
  }
}
