package id.laris.staff.register;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DeviceCredentialTest {

  private final SecureRandom random = new SecureRandom();

  @Test
  void isReadAsItWasRevealed() {
    UUID tenant = UUID.randomUUID();
    UUID device = UUID.randomUUID();
    DeviceCredential drawn = DeviceCredential.draw(random, tenant, device);

    DeviceCredential read = DeviceCredential.read(drawn.reveal()).orElseThrow();

    assertThat(read.tenantId()).isEqualTo(tenant);
    assertThat(read.deviceId()).isEqualTo(device);
    assertThat(read.fits(drawn.secretHash())).isTrue();
  }

  @Test
  void doesNotFitAnother() {
    UUID tenant = UUID.randomUUID();
    UUID device = UUID.randomUUID();

    assertThat(
            DeviceCredential.draw(random, tenant, device)
                .fits(DeviceCredential.draw(random, tenant, device).secretHash()))
        .isFalse();
  }

  @Test
  void asAStringItDoesNotShowItsSecret() {
    DeviceCredential drawn = DeviceCredential.draw(random, UUID.randomUUID(), UUID.randomUUID());

    assertThat(drawn.toString()).isEqualTo("laris_device_" + drawn.deviceId());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "laris_device_", "laris_device_AAAA", "laris_device_?", "a token"})
  void readsNothingElse(String text) {
    assertThat(DeviceCredential.read(text)).isEmpty();
  }
}
