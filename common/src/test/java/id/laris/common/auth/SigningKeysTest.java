package id.laris.common.auth;

import static id.laris.common.auth.Refusals.assertUnauthenticated;
import static id.laris.common.auth.Refusals.assertUnavailable;
import static id.laris.common.auth.Tokens.newKey;
import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.jwk.OctetKeyPair;
import id.laris.common.errors.PosException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class SigningKeysTest {

  private final MovableClock clock = new MovableClock();
  private final OctetKeyPair first = newKey("first").toPublicJWK();
  private final OctetKeyPair second = newKey("second").toPublicJWK();
  private final JwksEndpoint endpoint;
  private final SigningKeys keys;

  SigningKeysTest() throws IOException {
    endpoint = new JwksEndpoint();
    endpoint.publish(first);
    keys = new SigningKeys(endpoint.url(), clock, Runnable::run);
  }

  @AfterEach
  void close() {
    endpoint.close();
  }

  @Test
  void asksNobodyBeforeTheFirstToken() {
    assertThat(endpoint.fetches()).isZero();
  }

  @Test
  void fetchesOnceForManyTokens() {
    for (int i = 0; i < 100; i++) {
      keys.verifier("first");
    }

    assertThat(endpoint.fetches()).isEqualTo(1);
  }

  @Test
  void findsANewKeyAtOnce() {
    keys.verifier("first");
    endpoint.publish(first, second);

    assertThat(keys.verifier("second")).isNotNull();
    assertThat(keys.verifier("first")).isNotNull();
    assertThat(endpoint.fetches()).isEqualTo(2);
  }

  @Test
  void fetchesAtMostOnceIn30SecondsForUnknownKeys() {
    keys.verifier("first");

    for (int second = 0; second < 30; second++) {
      for (int i = 0; i < 10; i++) {
        String unknown = "unknown-%d-%d".formatted(second, i);
        assertUnauthenticated(() -> keys.verifier(unknown));
      }
      clock.advance(Duration.ofMillis(999));
    }
    assertThat(endpoint.fetches()).isEqualTo(2);

    clock.advance(Duration.ofSeconds(1));
    assertUnauthenticated(() -> keys.verifier("unknown"));
    assertThat(endpoint.fetches()).isEqualTo(3);
  }

  @Test
  void findsANewKeyWithin30SecondsOfAFlood() {
    keys.verifier("first");
    assertUnauthenticated(() -> keys.verifier("unknown"));
    endpoint.publish(first, second);
    assertUnauthenticated(() -> keys.verifier("second"));

    clock.advance(Duration.ofSeconds(30));

    assertThat(keys.verifier("second")).isNotNull();
  }

  @Test
  void makesOneFetchForManyCallersAtOnce() throws Exception {
    keys.verifier("first");

    List<Boolean> refused = atOnce(64, number -> isRefused("unknown-" + number));

    assertThat(refused).hasSize(64).containsOnly(true);
    assertThat(endpoint.fetches()).isEqualTo(2);
  }

  @Test
  void letsTheFirstCallersWaitForOneFetch() throws Exception {
    List<Boolean> refused = atOnce(64, number -> isRefused("first"));

    assertThat(refused).hasSize(64).containsOnly(false);
    assertThat(endpoint.fetches()).isEqualTo(1);
  }

  private boolean isRefused(String keyId) {
    return isRefused(keys, keyId);
  }

  private static boolean isRefused(SigningKeys keys, String keyId) {
    try {
      keys.verifier(keyId);
      return false;
    } catch (PosException e) {
      return true;
    }
  }

  private interface Numbered<R> {
    R call(int number) throws Exception;
  }

  private static <R> List<R> atOnce(int callers, Numbered<R> call) throws Exception {
    CountDownLatch ready = new CountDownLatch(callers);
    List<Future<R>> futures = new ArrayList<>();
    List<R> results = new ArrayList<>();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < callers; i++) {
        int number = i;
        Callable<R> task =
            () -> {
              ready.countDown();
              ready.await();
              return call.call(number);
            };
        futures.add(threads.submit(task));
      }
      for (Future<R> future : futures) {
        results.add(future.get());
      }
    }
    return results;
  }

  @Test
  void keepsKnownKeysThroughAnOutageOfHours() {
    keys.verifier("first");
    endpoint.stop();

    for (int minute = 0; minute < 8 * 60; minute += 3) {
      clock.advance(Duration.ofMinutes(3));
      assertThat(keys.verifier("first")).isNotNull();
    }
    clock.advance(Duration.ofDays(2));
    assertThat(keys.verifier("first")).isNotNull();
  }

  @Test
  void keepsKnownKeysWhileTheEndpointAnswersNonsense() {
    keys.verifier("first");

    endpoint.answerWith(500);
    clock.advance(SigningKeys.IDLE);
    assertThat(keys.verifier("first")).isNotNull();

    endpoint.answerWith(200);
    for (String nonsense : List.of("", "<html>", "{}", "[]", "{\"keys\":7}", "{\"keys\":[7]}")) {
      endpoint.publish(nonsense);
      clock.advance(SigningKeys.IDLE);
      assertThat(keys.verifier("first")).isNotNull();
    }
  }

  @Test
  void saysUnavailableForAnUnknownKeyInAnOutage() {
    keys.verifier("first");
    endpoint.stop();

    assertUnavailable(() -> keys.verifier("second")).contains("authentication service");
  }

  @Test
  void saysUnavailableWhereTheFirstFetchFailsAndRecovers() {
    endpoint.answerWith(503);
    assertUnavailable(() -> keys.verifier("first")).contains("authentication service");
    assertUnavailable(() -> keys.verifier("first"));
    assertThat(endpoint.fetches()).as("no caller waits for a fetch that just failed").isEqualTo(1);

    endpoint.answerWith(200);
    clock.advance(SigningKeys.RETRY_FIRST_EVERY);

    assertThat(keys.verifier("first")).isNotNull();
  }

  @Test
  void saysUnavailableWhereNobodyListens() {
    endpoint.stop();

    assertUnavailable(() -> keys.verifier("first"));
  }

  @Test
  @Timeout(10)
  void doesNotWaitLongForAnIssuerThatHangs() throws IOException {
    // The backlog takes the connection, and nobody ever answers.
    try (ServerSocket hanging = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      URI url = URI.create("http://127.0.0.1:%d/".formatted(hanging.getLocalPort()));
      SigningKeys hung = new SigningKeys(url, clock, Runnable::run);

      assertUnavailable(() -> hung.verifier("first"));
    }
  }

  @Test
  @Timeout(30)
  void waitsOnceForAnIssuerThatTricklesAndThenFailsFastUntilItIsHealthy() throws Exception {
    endpoint.trickle(true);
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      SigningKeys background = new SigningKeys(endpoint.url(), clock, threads);
      List<Boolean> refused = atOnce(64, number -> isRefused(background, "first"));
      assertThat(refused).containsOnly(true);
      assertThat(endpoint.fetches()).isEqualTo(1);

      clock.advance(SigningKeys.RETRY_FIRST_EVERY);
      assertUnavailable(() -> background.verifier("first")).contains("authentication service");
      assertThat(endpoint.fetches()).as("the next fetch, which still runs").isEqualTo(2);
      assertUnavailable(() -> background.verifier("first"));
      assertThat(endpoint.fetches()).isEqualTo(2);

      endpoint.trickle(false);
      while (isRefused(background, "first")) {
        clock.advance(SigningKeys.RETRY_FIRST_EVERY);
      }
      assertThat(background.verifier("first")).isNotNull();
    }
  }

  @Test
  @Timeout(30)
  void usesKnownKeysWhileTheIssuerTrickles() throws Exception {
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      SigningKeys background = new SigningKeys(endpoint.url(), clock, threads);
      assertThat(background.verifier("first")).isNotNull();
      endpoint.trickle(true);
      clock.advance(SigningKeys.REFRESH_EVERY);

      assertThat(background.verifier("first")).as("the refresh runs").isNotNull();
      assertThat(background.verifier("first")).isNotNull();
      clock.advance(SigningKeys.IDLE);
      assertThat(background.verifier("first")).as("after a quiet night").isNotNull();
    }
  }

  @Test
  void refusesAWithdrawnKeyAfterTheNextRefresh() {
    keys.verifier("first");
    endpoint.publish(second);

    clock.advance(SigningKeys.REFRESH_EVERY.minusMillis(1));
    assertThat(keys.verifier("first")).isNotNull();
    assertThat(endpoint.fetches()).isEqualTo(1);

    clock.advance(Duration.ofMillis(1));
    assertThat(keys.verifier("first")).as("known while the refresh runs").isNotNull();
    assertUnauthenticated(() -> keys.verifier("first"));
  }

  @Test
  void refusesAWithdrawnKeyAtOnceAfterAQuietNight() {
    keys.verifier("first");
    endpoint.publish(second);

    clock.advance(Duration.ofHours(8));

    assertUnauthenticated(() -> keys.verifier("first"));
  }

  @Test
  void refreshesInTheBackgroundOnce() {
    List<Runnable> waiting = new ArrayList<>();
    AtomicReference<Executor> background = new AtomicReference<>(Runnable::run);
    SigningKeys lazy =
        new SigningKeys(endpoint.url(), clock, task -> background.get().execute(task));
    lazy.verifier("first");
    background.set(waiting::add);
    clock.advance(SigningKeys.REFRESH_EVERY);

    lazy.verifier("first");
    lazy.verifier("first");

    assertThat(waiting).hasSize(1);
    assertThat(endpoint.fetches()).isEqualTo(1);
    waiting.getFirst().run();
    assertThat(endpoint.fetches()).isEqualTo(2);
  }

  @Test
  void doesNotStandStillWhenTheClockIsSetBack() {
    keys.verifier("first");
    assertUnauthenticated(() -> keys.verifier("unknown"));
    endpoint.publish(first, second);

    clock.advance(Duration.ofHours(-3));

    assertThat(keys.verifier("second")).isNotNull();
  }

  @Test
  void leavesOutKeysThatItCannotUse() {
    endpoint.publish(
        """
        {"keys":[
          {"kty":"OKP","crv":"Ed25519","kid":"short","x":"AAAA"},
          {"kty":"OKP","crv":"X25519","kid":"agreement","x":"%2$s"},
          {"kty":"OKP","crv":"Ed25519","kid":"encryption","use":"enc","x":"%2$s"},
          {"kty":"OKP","crv":"Ed25519","kid":"no-x"},
          {"kty":"OKP","crv":"Ed25519","x":"%2$s"},
          {"kty":"EC","crv":"unheard-of","kid":"curve","x":"AA","y":"AA"},
          {"kty":"unheard-of","kid":"kind"},
          %1$s]}
        """
            .formatted(first, first.getX()));

    assertThat(keys.verifier("first")).isNotNull();
    for (String keyId : List.of("short", "agreement", "encryption", "no-x", "curve", "kind")) {
      assertUnauthenticated(() -> keys.verifier(keyId));
    }
  }
}
