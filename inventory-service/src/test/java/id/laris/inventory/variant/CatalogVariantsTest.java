package id.laris.inventory.variant;

import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.Deadline;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class CatalogVariantsTest {

  @Test
  void namesTakeHalfOfTheTimeThatIsLeftAtMost() {
    assertThat(CatalogVariants.patienceMillis(null)).isEqualTo(500);
    assertThat(CatalogVariants.patienceMillis(in(60_000))).isEqualTo(500);
    assertThat(CatalogVariants.patienceMillis(in(300))).isEqualTo(150);
    assertThat(CatalogVariants.patienceMillis(in(-300))).isZero();
  }

  /** A deadline on a clock that stands still. */
  private static Deadline in(long millis) {
    return Deadline.after(
        millis,
        TimeUnit.MILLISECONDS,
        new Deadline.Ticker() {
          @Override
          public long nanoTime() {
            return 0;
          }
        });
  }
}
