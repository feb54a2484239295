package id.laris.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.Channel;
import io.grpc.Grpc;
import io.grpc.InsecureChannelCredentials;
import io.grpc.ManagedChannel;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class QuickstartTest {

  private static final String TARGET = "localhost:50053";

  private final ByteArrayOutputStream output = new ByteArrayOutputStream();

  private boolean run(Channel channel) {
    return Quickstart.run(channel, TARGET, new PrintStream(output, true, StandardCharsets.UTF_8));
  }

  private String shown() {
    return output.toString(StandardCharsets.UTF_8);
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
