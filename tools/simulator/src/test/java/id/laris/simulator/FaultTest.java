package id.laris.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FaultTest extends OnTheStreet {

  @Test
  void anAnswerCanBeLostAfterTheWork() {
    control.fault(Fault.COMMIT_THEN_DROP, Operation.CHARGE, 1);

    assertThatThrownBy(() -> shop.charge(Shop.qris("POS-1", 1), "k"))
        .isInstanceOf(UncheckedIOException.class);

    assertThat(shop.status("POS-1").status()).isEqualTo("pending");
    assertThat(shop.charge(Shop.qris("POS-1", 1)).code()).isEqualTo("406");
    assertThat(shop.charge(Shop.qris("POS-1", 1), "k").json().has("qr_string")).isTrue();
  }

  @Test
  void aCallCanBeLostBeforeTheWork() {
    control.fault(Fault.DROP, Operation.CHARGE, 1);

    assertThatThrownBy(() -> shop.charge(Shop.qris("POS-1", 1)))
        .isInstanceOf(UncheckedIOException.class);

    assertThat(shop.status("POS-1").code()).isEqualTo("404");
    assertThat(shop.charge(Shop.qris("POS-1", 1)).code()).isEqualTo("201");
  }

  @Test
  void anAnswerCanBeLate() {
    control.fault(Fault.delay(Duration.ofMillis(200)), Operation.STATUS, 1);
    control.fault(Fault.commitThenDelay(Duration.ofMillis(200)), Operation.STATUS, 1);
    for (int i = 0; i < 2; i++) {
      long begin = System.nanoTime();
      shop.status("POS-1");
      assertThat(Duration.ofNanos(System.nanoTime() - begin)).isGreaterThan(Duration.ofMillis(199));
    }
  }

  @Test
  void theRateLimitHasNoStatusCode() {
    control.fault(Fault.RATE_LIMIT, Operation.ANY, 1);

    Answer answer = shop.charge(Shop.qris("POS-1", 1));

    assertThat(answer.httpStatus()).isEqualTo(429);
    assertThat(answer.text()).isEqualTo("{\"message\":\"API rate limit exceeded\"}");
  }

  @ParameterizedTest
  @ValueSource(ints = {500, 502, 503, 504, 505})
  void serverErrorsAreRealCodesAndNothingIsDone(int code) {
    control.fault(Fault.named("ERROR_" + code, Duration.ZERO), Operation.CHARGE, 1);

    assertThat(shop.charge(Shop.qris("POS-1", 1)).httpStatus()).isEqualTo(code);
    assertThat(control.transactions()).isEmpty();
  }

  @Test
  void anErrorCanComeAfterTheWork() {
    control.fault(Fault.COMMIT_THEN_500, Operation.CHARGE, 1);

    assertThat(shop.charge(Shop.qris("POS-1", 1)).httpStatus()).isEqualTo(500);
    assertThat(control.transactions()).hasSize(1);
  }

  @Test
  void aBodyCanBeAPageOrEmpty() {
    control.fault(Fault.HTML_BODY, Operation.CHARGE, 1);
    Answer page = shop.charge(Shop.qris("POS-1", 1));
    assertThat(page.httpStatus()).isEqualTo(200);
    assertThat(page.text()).startsWith("<html>");

    control.fault(Fault.EMPTY_BODY, Operation.CHARGE, 1);
    Answer empty = shop.charge(Shop.qris("POS-2", 1));
    assertThat(empty.httpStatus()).isEqualTo(200);
    assertThat(empty.text()).isEmpty();
    assertThat(control.transactions()).hasSize(2);
  }

  @Test
  void anAnswerCanBeOddlyWritten() {
    shop.charge(Shop.qris("POS-1", 1));
    control.fault(Fault.CAPITALS, Operation.STATUS, 1);
    control.fault(Fault.NO_FRAUD_STATUS, Operation.STATUS, 1);
    control.fault(Fault.NO_EXPIRY_TIME, Operation.STATUS, 1);
    control.fault(Fault.NUMERIC_STATUS_CODE, Operation.STATUS, 1);

    assertThat(shop.status("POS-1").status()).isEqualTo("PENDING");
    assertThat(shop.status("POS-1").json().has("fraud_status")).isFalse();
    assertThat(shop.status("POS-1").json().has("expiry_time")).isFalse();
    assertThat(shop.status("POS-1").json().path("status_code").isIntegralNumber()).isTrue();
    assertThat(shop.status("POS-1").code()).isEqualTo("201");
  }

  @Test
  void aPaymentCanRaceACancel() {
    shop.charge(Shop.qris("POS-1", 1));
    control.fault(Fault.PAY_RACING_CANCEL, Operation.CANCEL, 1);

    assertThat(shop.cancel("POS-1").code()).isEqualTo("412");
    assertThat(shop.status("POS-1").status()).isEqualTo("settlement");
  }

  @Test
  void aRacePlannedForAnyCallWaitsForACancelOrExpire() {
    shop.charge(Shop.qris("POS-1", 1));
    control.fault(Fault.PAY_RACING_CANCEL, Operation.ANY, 1);

    assertThat(shop.status("POS-1").status()).isEqualTo("pending");
    assertThat(shop.expire("POS-1").code()).isEqualTo("412");
  }

  @Test
  void whatIsStuckStaysPendingPastItsExpiryUntilExpireIsCalled() {
    control.fault(Fault.STUCK_PENDING, Operation.CHARGE, 1);
    shop.charge(Shop.qris("POS-1", 1));
    shop.charge(Shop.qris("POS-2", 1));

    control.advance(Duration.ofDays(2));

    assertThat(shop.status("POS-1").status()).isEqualTo("pending");
    assertThat(shop.status("POS-2").status()).isEqualTo("expire");
    assertThat(shop.expire("POS-1").code()).isEqualTo("407");
  }

  @Test
  void theKeyTheAccountTheChannelAndTheTokenCanBeRefused() {
    control.fault(Fault.UNAUTHORIZED_401, Operation.ANY, 1);
    control.fault(Fault.CHANNEL_402, Operation.CHARGE, 1);
    control.fault(Fault.ACCOUNT_410, Operation.CHARGE, 1);
    control.fault(Fault.TOKEN_411, Operation.CHARGE, 1);

    Answer unauthorized = shop.charge(Shop.qris("POS-1", 1));
    assertThat(unauthorized.httpStatus()).isEqualTo(401);
    assertThat(unauthorized.code()).isEqualTo("401");
    for (String code : new String[] {"402", "410", "411", "201"}) {
      Answer answer = shop.charge(Shop.qris("POS-1", 1));
      assertThat(answer.httpStatus()).isEqualTo(200);
      assertThat(answer.code()).isEqualTo(code);
    }
  }

  @Test
  void aFaultIsForItsOperationAndItsOrdersOnly() {
    String id = shop.charge(Shop.qris("POS-1", 1)).id();
    control.fault(Fault.ERROR_500, Operation.CANCEL, 1, "POS-1");

    assertThat(shop.status(id).httpStatus()).isEqualTo(200);
    assertThat(shop.cancel("POS-2").httpStatus()).isEqualTo(200);
    assertThat(shop.cancel(id).httpStatus()).isEqualTo(500);
    assertThat(shop.cancel(id).status()).isEqualTo("cancel");
  }

  @Test
  void itCanBeDown() {
    control.down(true);
    assertThat(shop.charge(Shop.qris("POS-1", 1)).httpStatus()).isEqualTo(503);
    control.down(Down.DOWN_DROP);
    assertThatThrownBy(() -> shop.charge(Shop.qris("POS-1", 1)))
        .isInstanceOf(UncheckedIOException.class);
    control.down(false);
    assertThat(shop.charge(Shop.qris("POS-1", 1)).code()).isEqualTo("201");
  }

  @Test
  void aCallThatHangsEndsWhenTheSimulatorIsUpAgain() {
    control.down(Down.DOWN_HANG);
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var hanging =
          CompletableFuture.supplyAsync(() -> shop.charge(Shop.qris("POS-1", 1)), threads);
      long deadline = System.nanoTime() + Street.SOON.toNanos();
      while (control.calls(Operation.CHARGE) == 0 && System.nanoTime() < deadline) {
        Thread.onSpinWait();
      }
      assertThat(hanging).isNotDone();
      control.down(Down.UP);
      assertThatThrownBy(hanging::join).hasCauseInstanceOf(UncheckedIOException.class);
    }
    assertThat(control.transactions()).isEmpty();
  }

  @Test
  void callsAreCountedAndForgotten() {
    shop.charge(Shop.qris("POS-1", 1));
    shop.status("POS-1");
    shop.status("POS-1");

    assertThat(control.calls(Operation.STATUS)).isEqualTo(2);
    assertThat(control.calls(Operation.ANY)).isEqualTo(3);
    control.fault(Fault.ERROR_500, Operation.ANY, 9);
    control.reset();
    assertThat(control.calls(Operation.ANY)).isZero();
    assertThat(control.transactions()).isEmpty();
    assertThat(shop.status("POS-1").code()).isEqualTo("404");
  }

  @Test
  void itStopsWithinASecondEvenWhileItHangs() {
    control.down(Down.DOWN_HANG);
    var hanging = CompletableFuture.runAsync(() -> shop.status("POS-1"));
    long deadline = System.nanoTime() + Street.SOON.toNanos();
    while (control.calls(Operation.STATUS) == 0 && System.nanoTime() < deadline) {
      Thread.onSpinWait();
    }
    long begin = System.nanoTime();
    street.simulator.close();

    assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(1));
    assertThatThrownBy(hanging::join).hasCauseInstanceOf(UncheckedIOException.class);
  }
}
