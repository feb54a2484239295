package id.laris.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import id.laris.common.background.Background;
import id.laris.common.db.Writes;
import id.laris.pos.Service;
import java.util.UUID;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.OptimisticLockingFailureException;

/** Work that lost to another transaction is done again, as a whole. */
@SuiteWalk
class LostTransactionsTest {

  @Autowired Writes writes;
  @Autowired Background background;

  private int begun;
  private int tries;

  @Test
  void untilItSucceeds() {
    assertThat(inTenant(() -> writes.run(() -> succeedAt(4)))).isEqualTo("done");
    assertThat(tries).isEqualTo(4);
  }

  @Test
  void butNotForever() {
    assertThatThrownBy(() -> inTenant(() -> writes.run(() -> succeedAt(1_000))))
        .isInstanceOf(OptimisticLockingFailureException.class);
    assertThat(tries).isBetween(2, 10);
  }

  @Test
  void fromTheBeginningOfTheOuterTransaction() {
    String done =
        inTenant(
            () ->
                writes.run(
                    () -> {
                      begun++;
                      return writes.run(() -> succeedAt(3));
                    }));

    assertThat(done).isEqualTo("done");
    assertThat(tries).isEqualTo(3);
    assertThat(begun).isEqualTo(3);
  }

  private String succeedAt(int wanted) {
    tries++;
    if (tries < wanted) {
      throw new OptimisticLockingFailureException("another was quicker");
    }
    return "done";
  }

  private <R> R inTenant(Supplier<R> work) {
    return background.call(UUID.randomUUID(), Service.CATALOG.grpcName(), "Test", work);
  }
}
