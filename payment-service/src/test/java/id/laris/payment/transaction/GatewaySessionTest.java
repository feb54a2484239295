package id.laris.payment.transaction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import id.laris.payment.PaymentTest;
import id.laris.payment.account.GatewayAccount;
import id.laris.payment.account.TestAccounts;
import id.laris.payment.gateway.GatewayAnswer;
import id.laris.payment.gateway.GatewayCharge;
import id.laris.payment.gateway.GatewayFailure;
import id.laris.payment.gateway.GatewayFailure.Kind;
import id.laris.payment.gateway.GatewayNotification;
import id.laris.payment.gateway.GatewayRefund;
import id.laris.payment.gateway.PaymentGateway;
import id.laris.pos.v1.ChargeRequest;
import id.laris.pos.v1.PaymentTransaction.Cause;
import id.laris.pos.v1.PaymentTransaction.Method;
import io.grpc.Context;
import io.grpc.Deadline;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** A session has an end, and says of its work what can be known. */
@PaymentTest
class GatewaySessionTest {

  @Autowired GatewaySessions sessions;

  private final DeadlineWatch gateway = new DeadlineWatch();
  private GatewaySession session;

  @BeforeEach
  void begin() {
    ChargeRequest request =
        ChargeRequest.newBuilder()
            .setOrderId(UUID.randomUUID().toString())
            .setAmount(2_500_000)
            .setMethod(Method.QRIS)
            .build();
    session =
        new GatewaySession(
            sessions,
            gateway,
            new Transaction(
                new RequestedCharge(UUID.randomUUID(), null, "hash", request),
                Instant.parse("2026-01-15T05:00:00Z")),
            UUID.randomUUID(),
            Cause.CHARGE,
            TestAccounts.of("SB-Mid-server-of-this-test"),
            CompletableFuture.completedFuture(null));
  }

  @Test
  void aCallEndsWithTheSession() {
    assertThat(session.status()).isEqualTo(new GatewayAnswer.Missing());

    assertThat(gateway.deadline).isNotNull().isLessThan(Deadline.after(76, TimeUnit.SECONDS));
    assertThat(Context.current().getDeadline()).isNull();
  }

  @Test
  void aCallEndsWithItsCallerWhereThatIsEarlier() throws Exception {
    Deadline callers = Deadline.after(10, TimeUnit.SECONDS);
    try (ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
        Context.CancellableContext caller = Context.current().withDeadline(callers, timer)) {
      var _ = caller.call(session::status);
    }

    assertThat(gateway.deadline).isEqualTo(callers);
  }

  @Test
  void aSessionThatHasCalledNobodyHasChangedNothing() throws Exception {
    assertThat(failureAfterTheCallerLeft()).isEqualTo(Kind.NOT_REACHED);

    assertThat(session.status()).isEqualTo(new GatewayAnswer.Missing());
    assertThat(failureAfterTheCallerLeft()).isEqualTo(Kind.LOST);
  }

  private Kind failureAfterTheCallerLeft() throws Exception {
    try (Context.CancellableContext caller = Context.current().withCancellation()) {
      caller.cancel(null);
      return caller.call(() -> catchThrowableOfType(GatewayFailure.class, session::status)).kind();
    }
  }

  /** A gateway that knows nothing, and remembers until when it may be waited for. */
  private static final class DeadlineWatch implements PaymentGateway {

    private @Nullable Deadline deadline;

    @Override
    public GatewayAnswer status(GatewayAccount account, String orderId) {
      deadline = Context.current().getDeadline();
      return new GatewayAnswer.Missing();
    }

    @Override
    public GatewayAnswer charge(GatewayAccount account, GatewayCharge charge) {
      throw new UnsupportedOperationException();
    }

    @Override
    public GatewayAnswer cancel(GatewayAccount account, String orderId) {
      throw new UnsupportedOperationException();
    }

    @Override
    public GatewayAnswer expire(GatewayAccount account, String orderId) {
      throw new UnsupportedOperationException();
    }

    @Override
    public GatewayAnswer refund(GatewayAccount account, GatewayRefund refund) {
      throw new UnsupportedOperationException();
    }

    @Override
    public Optional<GatewayNotification> notification(String body) {
      throw new UnsupportedOperationException();
    }
  }
}
