package id.laris.payment.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import id.laris.common.background.Background;
import id.laris.payment.PaymentModule;
import id.laris.payment.PaymentTest;
import id.laris.pos.Service;
import id.laris.pos.v1.GetGatewayConfigRequest;
import id.laris.pos.v1.PaymentTransactionServiceGrpc;
import id.laris.pos.v1.PaymentTransactionServiceGrpc.PaymentTransactionServiceBlockingStub;
import id.laris.pos.v1.SetGatewayConfigRequest;
import id.laris.testkit.RecordedLog;
import id.laris.testkit.StoredRows;
import id.laris.testkit.TestCalls;
import io.grpc.Channel;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** A server key goes in and comes out nowhere: not in an answer, a log, an event or a column. */
@PaymentTest
class SecretsStayHiddenTest {

  private static final String FIRST = "SB-Mid-server-hiddenhidden0001wxyz";
  private static final String SECOND = "SB-Mid-server-hiddenhidden0002wxyz";
  private static final String REAL = "Mid-server-hiddenhidden0003wxyz";
  private static final String WRONG = "SB-Mid-server-hiddenhidden 0004 wxyz";
  private static final String TOO_LONG = "SB-Mid-server-hiddenhidden0005" + "w".repeat(200);
  private static final List<String> ALL = List.of(FIRST, SECOND, REAL, WRONG, TOO_LONG);

  @Autowired TestCalls calls;
  @Autowired Background background;
  @Autowired StoredRows stored;
  @Autowired GatewayAccounts accounts;

  private final UUID tenant = UUID.randomUUID();
  private final List<String> answers = new ArrayList<>();

  @Test
  void aServerKeyComesOutNowhere() {
    Channel keyed = calls.as(tenant, UUID.randomUUID());
    String log;
    try (RecordedLog recorded = new RecordedLog()) {
      say(keyed, FIRST);
      say(keyed, FIRST);
      say(keyed, SECOND);
      ALL.forEach(key -> say(calls.as(tenant), key));
      ALL.forEach(key -> say(calls.as(tenant, "sales.read"), key));
      answers.add(
          stub(calls.as(tenant))
              .getGatewayConfig(GetGatewayConfigRequest.getDefaultInstance())
              .toString());
      answers.add(as(accounts::current).toString());
      log = recorded.text();
    }

    assertThat(as(accounts::current).serverKey().secret()).as("one was set").isEqualTo(SECOND);
    assertThat(log).as("it was written down").contains("rpc=pos.v1.PaymentTransactionService");
    List<String> rows = stored.of(Service.PAYMENT, tenant);
    assertThat(rows).as("they were found").anyMatch(row -> row.contains("SB-Mid-server-****wxyz"));
    for (String key : ALL) {
      Leaks.assertHides("the log", log, key);
      answers.forEach(answer -> Leaks.assertHides("an answer", answer, key));
      rows.forEach(row -> Leaks.assertHides("a row", row, key));
    }
  }

  private void say(Channel channel, String key) {
    SetGatewayConfigRequest request =
        SetGatewayConfigRequest.newBuilder().setServerKey(key).build();
    Throwable thrown =
        catchThrowable(() -> answers.add(stub(channel).setGatewayConfig(request).toString()));
    if (thrown != null) {
      assertThat(thrown).isInstanceOf(StatusRuntimeException.class);
      answers.add(thrown.toString());
      answers.add(String.valueOf(Status.trailersFromThrowable(thrown)));
    }
  }

  private <R> R as(Supplier<R> work) {
    return background.call(tenant, PaymentModule.SERVICE, "Test", work);
  }

  private static PaymentTransactionServiceBlockingStub stub(Channel channel) {
    return PaymentTransactionServiceGrpc.newBlockingStub(channel);
  }
}
