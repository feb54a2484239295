package id.laris.staff.register;

import id.laris.common.Ids;
import id.laris.common.db.AfterCommit;
import id.laris.common.db.Resource;
import id.laris.common.db.Writes;
import id.laris.common.grpc.Protos;
import id.laris.events.types.StaffEvents;
import id.laris.pos.v1.CreateActivationCodeRequest;
import id.laris.pos.v1.CreateActivationCodeResponse;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import org.springframework.stereotype.Component;

/**
 * Makes the code that activates the next device of a register, in place of the one before. The
 * answer to the first call alone has it: what is stored under an idempotency key has none.
 *
 * <p>Errors: NOT_FOUND; ILLEGAL_STATE_TRANSITION of a retired register; MASTER_KEY_MISSING.
 */
@Component
public class CreateActivationCode {

  private static final Duration GOOD_FOR = Duration.ofMinutes(15);

  private final Resource<Register, id.laris.pos.v1.Register> registers;
  private final ActivationCodes codes;
  private final Writes writes;
  private final Clock clock;

  CreateActivationCode(
      Resource<Register, id.laris.pos.v1.Register> registers,
      ActivationCodes codes,
      Writes writes,
      Clock clock) {
    this.registers = registers;
    this.codes = codes;
    this.writes = writes;
    this.clock = clock;
  }

  public CreateActivationCodeResponse run(CreateActivationCodeRequest request) {
    String code = codes.draw();
    AtomicReference<String> shown = new AtomicReference<>("");
    CreateActivationCodeResponse answer =
        writes.once(
            request,
            CreateActivationCodeResponse.parser(),
            () -> {
              Register register = registers.lock(Ids.parse(request.getRegisterId()));
              Instant now = clock.instant();
              Instant expiresAt = now.plus(GOOD_FOR);
              codes.store(register.id(), code, expiresAt);
              register.waitForDevice(now);
              var _ = registers.store(register, StaffEvents.ACTIVATION_CODE_CREATED);
              AfterCommit.run(() -> shown.set(code));
              return CreateActivationCodeResponse.newBuilder()
                  .setExpiresAt(Protos.timestamp(expiresAt))
                  .build();
            });
    return answer.toBuilder().setCode(shown.get()).build();
  }
}
