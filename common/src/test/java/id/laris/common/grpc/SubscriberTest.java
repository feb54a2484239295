package id.laris.common.grpc;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Limits count a subscriber, however many addresses it has. */
class SubscriberTest {

  @ParameterizedTest
  @CsvSource({
    "2001:db8:1:2::1, 2001:db8:1:2:ffff::9, true",
    "2001:db8:1:2::1, 2001:db8:1:3::1, false",
    "fe80::1%eth0, fe80::2%eth0, true",
    "203.0.113.7, 203.0.113.8, false",
    "203.0.113.7, 203.0.113.7, true",
  })
  void addressesOfOneNetworkAreOne(String one, String other, boolean same) {
    assertThat(Subscriber.of(one).equals(Subscriber.of(other))).isEqualTo(same);
  }

  @Test
  void whatIsNoAddressStaysAsItIs() {
    assertThat(Subscriber.of("in-process")).isEqualTo("in-process");
  }
}
