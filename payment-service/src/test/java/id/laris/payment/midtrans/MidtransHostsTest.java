package id.laris.payment.midtrans;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import id.laris.common.CannotStart;
import id.laris.pos.v1.GatewayConfig.Environment;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.support.StaticListableBeanFactory;

/** Requests, and the secrets in them, go to the configured hosts only. */
class MidtransHostsTest {

  private static final SimulatedGateway SIMULATED =
      new SimulatedGateway(URI.create("http://127.0.0.1:8090"));

  @Test
  void theAccountSaysWhichOfTheGatewaysSystems() {
    MidtransHosts hosts = hosts("", Map.of());

    assertThat(hosts.of(Environment.SANDBOX)).hasToString("https://api.sandbox.midtrans.com");
    assertThat(hosts.of(Environment.PRODUCTION)).hasToString("https://api.midtrans.com");
  }

  @Test
  void aSimulatedGatewayIsForAllAndASettingBeatsIt() {
    assertThat(hosts("", Map.of("it", SIMULATED)).of(Environment.PRODUCTION))
        .isEqualTo(SIMULATED.url());
    assertThat(hosts("https://pay.example/mid/ ", Map.of("it", SIMULATED)).of(Environment.SANDBOX))
        .hasToString("https://pay.example/mid");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://x.example",
        "http://127.0.0.1:8090",
        "http://127.9.9.9",
        "http://localhost:1",
        "http://[::1]:8090/"
      })
  void aPrivateAddressIsTaken(String url) {
    assertThat(hosts(url, Map.of()).of(Environment.SANDBOX)).isNotNull();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://x.example",
        "http://10.0.0.1",
        "http://localhost.example",
        "http://127.0.0.1.example",
        "ftp://x.example",
        "x.example",
        "https://",
        "https://user:secret@x.example",
        "https://x.example?key=secret",
        "https://x.example#secret",
        "https://x y",
        "://"
      })
  void anyOtherStopsTheStartUnquoted(String url) {
    assertThatThrownBy(() -> hosts(url, Map.of()))
        .isInstanceOf(CannotStart.class)
        .hasMessageContaining("POS_MIDTRANS_URL")
        .hasMessageNotContaining("secret");
  }

  @ParameterizedTest
  @CsvSource({
    "http://127.0.0.1:8090, '', http://127.0.0.1:8080/w, http://127.0.0.1:8080/w",
    "http://127.0.0.1:8090, https://pos.example/w, http://127.0.0.1:8080/w, https://pos.example/w",
    "'', https://pos.example/w, http://127.0.0.1:8080/w, https://pos.example/w"
  })
  void ourOwnAddressIsToldASimulatedGatewayWhereNoneWasSet(
      String gateway, String set, URI own, URI told) {
    NotificationUrl url = new NotificationUrl(settings(gateway, set), hosts(gateway, Map.of()));

    url.useForSimulator(own);

    assertThat(url.get()).contains(told);
  }

  @Test
  void aRealGatewayIsNeverToldAnAddressOfThisMachine() {
    NotificationUrl url = new NotificationUrl(settings("", ""), hosts("", Map.of()));

    url.useForSimulator(URI.create("http://127.0.0.1:8080/w"));

    assertThat(url.get()).isEmpty();
  }

  @Test
  void aNotificationUrlThatIsNoneStopsTheStart() {
    MidtransHosts hosts = hosts("", Map.of());
    assertThatThrownBy(() -> new NotificationUrl(settings("", "pos.example/w"), hosts))
        .isInstanceOf(CannotStart.class)
        .hasMessageContaining("POS_MIDTRANS_NOTIFICATION_URL");
    assertThat(new NotificationUrl(settings("", ""), hosts).get()).isEmpty();
  }

  private static MidtransHosts hosts(String url, Map<String, SimulatedGateway> simulated) {
    StaticListableBeanFactory beans = new StaticListableBeanFactory();
    simulated.forEach(beans::addBean);
    return new MidtransHosts(settings(url, ""), beans.getBeanProvider(SimulatedGateway.class));
  }

  private static MidtransSettings settings(String url, String notificationUrl) {
    return new MidtransSettings(url, notificationUrl, Duration.ofSeconds(1), Duration.ofSeconds(1));
  }
}
