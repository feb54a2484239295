package id.laris.common.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import id.laris.common.Caller;
import id.laris.common.errors.PosException;
import id.laris.common.errors.Reason;
import io.grpc.Context;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** A till stays at its own register; the office may name any. */
class TillsTest {

  private static final UUID REGISTER = UUID.randomUUID();

  private static void at(@Nullable UUID register, Runnable work) {
    UUID self = UUID.randomUUID();
    new Caller(
            UUID.randomUUID(),
            self,
            self,
            Set.of("sales.write"),
            register,
            register == null ? null : UUID.randomUUID(),
            UUID.randomUUID())
        .in(Context.current())
        .run(work);
  }

  @Test
  void aTillActsOnItsOwnRegister() {
    PosException refused =
        catchThrowableOfType(
            PosException.class, () -> at(UUID.randomUUID(), () -> Tills.requireAt(REGISTER)));

    assertThat(refused.reason()).isEqualTo(Reason.PERMISSION_DENIED);
    at(REGISTER, () -> Tills.requireAt(REGISTER));
    at(null, () -> Tills.requireAt(REGISTER));
  }
}
