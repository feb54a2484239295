package id.laris.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import id.laris.client.LarisClient;
import id.laris.simulator.MidtransSimulator;
import id.laris.simulator.SimulatorSettings;
import id.laris.suite.SuiteApplication;
import id.laris.testkit.LarisTest;
import id.laris.testkit.TestCalls;
import io.grpc.Channel;
import io.grpc.Metadata;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.ContextConfiguration;

@LarisTest
@ContextConfiguration(classes = SuiteApplication.class)
class QuickstartTest {

  private static final String TARGET = "localhost:50053";

  @Autowired TestCalls calls;
  @Autowired MidtransSimulator simulator;

  private final ByteArrayOutputStream output = new ByteArrayOutputStream();

  private boolean run(Channel channel) {
    return Quickstart.run(channel, TARGET, new PrintStream(output, true, StandardCharsets.UTF_8));
  }

  private String shown() {
    return output.toString(StandardCharsets.UTF_8);
  }

  @Test
  void sellsAndPrintsTheReceiptHoweverOftenItRuns() {
    assertThat(run(calls.with(new Metadata()))).as(this::shown).isTrue();
    assertThat(run(calls.with(new Metadata()))).as(this::shown).isTrue();

    assertThat(shown())
        .contains("grpcurl -plaintext localhost:50053 pos.v1.HealthService/Check")
        .contains("-d '{\"name\":\"Beverages\",\"sort_order\":1}' localhost:50053")
        .contains("\"status\": \"COMPLETED\"")
        .contains("\"type\": \"StockLevelChanged\"")
        .contains("\"on_hand\": \"18\"")
        .contains("== The receipt");
    assertThat(shown().substring(shown().lastIndexOf("== The receipt"))).contains("Iced Latte");
  }

  private boolean runWithQris(URI gateway, Charset charset) {
    return Quickstart.runWithQris(
        calls.with(new Metadata()),
        TARGET,
        gateway,
        charset,
        new PrintStream(output, true, StandardCharsets.UTF_8));
  }

  @Test
  void sellsByQrCodeAndTheOrderCompletesByItselfHoweverOftenItRuns() {
    assertThat(runWithQris(simulator.url(), StandardCharsets.UTF_8)).as(this::shown).isTrue();
    output.reset();
    assertThat(runWithQris(simulator.url(), StandardCharsets.UTF_8)).as(this::shown).isTrue();

    assertThat(shown())
        .contains("\"server_key_masked\": \"SB-Mid-server-****real\"")
        .contains("\"status\": \"PENDING\"")
        .contains("████ ▄▄▄▄▄ █")
        .contains("curl -X POST " + simulator.url() + "/simulator/transactions/")
        .contains("\"type\": \"OrderCompleted\"")
        .contains("\"cause\": \"WEBHOOK\"");
    assertThat(shown().substring(shown().lastIndexOf("== The receipt"))).contains("QRIS");
  }

  @Test
  void sellsToACustomerWhoEarnsPointsAndSpendsThemHoweverOftenItRuns() {
    for (int run = 0; run < 2; run++) {
      output.reset();
      assertThat(
              Quickstart.runWithLoyalty(
                  calls.with(new Metadata()),
                  TARGET,
                  new PrintStream(output, true, StandardCharsets.UTF_8)))
          .as(this::shown)
          .isTrue();
    }

    assertThat(shown())
        .contains("\"type\": \"PointsChanged\"")
        .contains("\"balance\": \"10\"")
        .contains("\"earned\": \"10\"")
        .contains("\"status\": \"ACTIVE\"");
    assertThat(shown().substring(shown().lastIndexOf("== The receipt")))
        .contains("-5,000")
        .contains("Siti Rahayu");
  }

  @Test
  void writesWhatTheQrCodeSaysWhereTheTerminalCannotDrawIt() {
    assertThat(runWithQris(simulator.url(), StandardCharsets.US_ASCII)).as(this::shown).isTrue();

    assertThat(shown()).doesNotContain("█").containsPattern("It says:\\s+000201");
  }

  @Test
  void leavesARealGatewayAlone() {
    assertThat(runWithQris(URI.create("http://127.0.0.1:1"), StandardCharsets.UTF_8)).isFalse();

    assertThat(shown())
        .contains("no simulated payment gateway answers at http://127.0.0.1:1")
        .contains("POS_SIMULATOR_URL")
        .doesNotContain("SetGatewayConfig");
  }

  @Test
  void saysWhatToDoWhereLarisAsksAnotherGateway() {
    try (MidtransSimulator other =
        MidtransSimulator.start(SimulatorSettings.defaults().withPort(0))) {
      assertThat(runWithQris(other.url(), StandardCharsets.UTF_8)).isFalse();
    }

    assertThat(shown()).contains("does not have this payment: Laris asks another gateway");
  }

  @Test
  void saysWhatToDoWhereNoLarisRuns() {
    try (LarisClient nowhere = LarisClient.to("127.0.0.1:1")) {
      assertThat(run(nowhere.channel())).isFalse();
    }

    assertThat(shown()).contains("./pos run").contains("POS_TARGET");
  }
}
