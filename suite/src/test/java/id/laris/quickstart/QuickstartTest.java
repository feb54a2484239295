package id.laris.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import id.laris.suite.SuiteApplication;
import id.laris.testkit.LarisTest;
import id.laris.testkit.TestCalls;
import io.grpc.Channel;
import io.grpc.Grpc;
import io.grpc.InsecureChannelCredentials;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.ContextConfiguration;

@LarisTest
@ContextConfiguration(classes = SuiteApplication.class)
class QuickstartTest {

  private static final String TARGET = "localhost:50053";

  @Autowired TestCalls calls;

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

  @Test
  void saysWhatToDoWhereNoLarisRuns() {
    ManagedChannel nowhere =
        Grpc.newChannelBuilder("127.0.0.1:1", InsecureChannelCredentials.create()).build();

    assertThat(run(nowhere)).isFalse();

    nowhere.shutdownNow();
    assertThat(shown()).contains("./pos run").contains("POS_TARGET");
  }
}
