package id.laris.staff.time;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.google.protobuf.Timestamp;
import id.laris.common.Caller;
import id.laris.common.errors.PosException;
import id.laris.common.errors.Reason;
import id.laris.staff.WorkTest;
import io.grpc.Context;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** At a till everybody clocks in for themselves, and where the till stands. */
@WorkTest
class ClockingEmployeeTest {

  private static final UUID TILL_LOCATION = UUID.randomUUID();
  private static final UUID SELF = UUID.randomUUID();

  @Autowired ClockingEmployee clocking;

  private static <R> R atTill(String scope, Supplier<R> work) {
    Context context =
        new Caller(
                UUID.randomUUID(),
                SELF,
                SELF,
                Set.of(scope),
                UUID.randomUUID(),
                TILL_LOCATION,
                UUID.randomUUID())
            .in(Context.current());
    Context before = context.attach();
    try {
      return work.get();
    } finally {
      context.detach(before);
    }
  }

  private static Reason refusal(String scope, Supplier<?> work) {
    return catchThrowableOfType(PosException.class, () -> atTill(scope, work)).reason();
  }

  @Test
  void theEmployeeOfTheSessionNeedsNoPin() {
    assertThat(atTill("time.clock", () -> clocking.find("", "", ""))).isEqualTo(SELF);
    assertThat(atTill("time.clock", () -> clocking.find(SELF.toString(), "", ""))).isEqualTo(SELF);
    assertThat(refusal("time.clock", () -> clocking.find(UUID.randomUUID().toString(), "", "")))
        .isEqualTo(Reason.PERMISSION_DENIED);
  }

  @Test
  void theLocationIsThatOfTheTill() {
    String another = UUID.randomUUID().toString();

    assertThat(atTill("time.clock", () -> clocking.location(""))).isEqualTo(TILL_LOCATION);
    assertThat(refusal("time.clock", () -> clocking.location(another)))
        .isEqualTo(Reason.EMPLOYEE_NOT_AT_LOCATION);
    assertThat(atTill("time.write", () -> clocking.location(another)))
        .isEqualTo(UUID.fromString(another));
  }

  @Test
  void theTimeIsNowForThoseWhoMayNotCorrect() {
    assertThat(refusal("time.clock", () -> clocking.time(true, Timestamp.getDefaultInstance())))
        .isEqualTo(Reason.PERMISSION_DENIED);
    assertThat(
            atTill("time.write", () -> clocking.time(true, Timestamp.getDefaultInstance()))
                .getEpochSecond())
        .isZero();
  }
}
