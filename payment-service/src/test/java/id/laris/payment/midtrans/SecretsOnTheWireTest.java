package id.laris.payment.midtrans;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import id.laris.payment.account.Leaks;
import id.laris.payment.gateway.GatewayRefund;
import id.laris.pos.v1.PaymentTransaction.Method;
import id.laris.testkit.RecordedLog;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.util.Base64;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** The secret goes to the gateway, and from there nowhere, even where it is sent back to us. */
class SecretsOnTheWireTest {

  private static final String KEY = Client.SERVER_KEY;
  private static final String BASIC =
      Base64.getEncoder().encodeToString((KEY + ":").getBytes(UTF_8));

  @Test
  void aServerKeyIsInNoLogAndNoFailure() throws IOException {
    String echo =
        "\"status_message\":\"%s Basic %s\",\"order_id\":\"%s\",\"validation_messages\":[\"%s\"]"
            .formatted(KEY, BASIC, KEY, KEY);
    try (RecordedLog recorded = new RecordedLog();
        ScriptedGateway script = new ScriptedGateway();
        Client client = new Client(script.url());
        Client nobody = new Client(URI.create("https://nobody.invalid"))) {
      StringBuilder failures = new StringBuilder();
      for (int code : List.of(200, 202, 400, 401, 404, 406, 412, 429, 500)) {
        script.instead().then(200, "{\"status_code\":\"%d\",%s}".formatted(code, echo));
        failures.append(everything(client));
        script.instead().then(code, "<html>" + KEY + "</html>");
        failures.append(everything(client));
      }
      failures.append(everything(nobody));

      assertThat(script.requests().getFirst().headers().getFirst("Authorization"))
          .as("the gateway saw it")
          .isEqualTo("Basic " + BASIC);
      assertThat(recorded.text()).as("it was written down").contains("gateway charge order=");
      assertThat(failures).contains("SB-Mid-server-****z789", "GatewayFailure");
      Leaks.assertHides("the log", recorded.text(), KEY);
      Leaks.assertHides("a failure", failures.toString(), KEY);
      Leaks.assertHides("a measurement", client.meters.getMetersAsString(), KEY);
    }
  }

  private static String everything(Client client) {
    StringWriter all = new StringWriter();
    PrintWriter writer = new PrintWriter(all);
    GatewayRefund refund = new GatewayRefund("order-1", Method.QRIS, "R1", 100_000, "");
    List<ThrowingCallable> calls =
        List.of(
            () ->
                writer.println(
                    client.gateway.charge(Client.ACCOUNT, Client.order(Method.PERMATA_VA))),
            () -> writer.println(client.gateway.cancel(Client.ACCOUNT, "order-1")),
            () -> writer.println(client.gateway.refund(Client.ACCOUNT, refund)));
    for (var call : calls) {
      Throwable thrown = catchThrowable(call);
      if (thrown != null) {
        thrown.printStackTrace(writer);
      }
    }
    writer.flush();
    return all.toString();
  }
}
