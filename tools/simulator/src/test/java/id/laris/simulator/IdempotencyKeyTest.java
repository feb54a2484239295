package id.laris.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IdempotencyKeyTest extends OnTheStreet {

  @Test
  void theSameKeyGetsTheFirstAnswerWhateverTheBody() {
    Answer first = shop.charge(Shop.qris("POS-1", 1), "k");
    Answer again = shop.charge(Shop.qris("POS-2", 2), "k");

    assertThat(again.text()).isEqualTo(first.text());
    assertThat(control.transactions()).hasSize(1);
  }

  @Test
  void aKeyLivesFiveMinutes() {
    String first = shop.charge(Shop.qris("POS-1", 1), "k").id();
    control.advance(Duration.ofSeconds(299));
    assertThat(shop.charge(Shop.qris("POS-2", 1), "k").id()).isEqualTo(first);

    control.advance(Duration.ofSeconds(1));

    assertThat(shop.charge(Shop.qris("POS-2", 1), "k").get("order_id")).isEqualTo("POS-2");
  }

  @Test
  void aKeyOf46CharactersCountsAndALongerOneDoesNot() {
    shop.charge(Shop.qris("POS-1", 1), "k".repeat(46));
    assertThat(shop.charge(Shop.qris("POS-1", 1), "k".repeat(46)).code()).isEqualTo("201");

    shop.charge(Shop.qris("POS-2", 1), "k".repeat(47));
    assertThat(shop.charge(Shop.qris("POS-2", 1), "k".repeat(47)).code()).isEqualTo("406");
  }

  @Test
  void onlySuccessesAreKept() {
    assertThat(shop.charge(Shop.qris("POS-1", 0), "k").code()).isEqualTo("400");
    assertThat(shop.charge(Shop.card("POS-1", 1, "tok-deny"), "k").code()).isEqualTo("202");
    control.fault(Fault.ERROR_500, Operation.CHARGE, 1);
    assertThat(shop.charge(Shop.qris("POS-1", 1), "k").httpStatus()).isEqualTo(500);

    assertThat(shop.charge(Shop.qris("POS-1", 1), "k").code()).isEqualTo("201");
  }

  @Test
  void keysAreTheSameAcrossCalls() {
    Answer charged = shop.charge(Shop.qris("POS-1", 1), "k");

    Answer cancelled = shop.post("/v2/POS-1/cancel", "", Map.of("Idempotency-Key", "k"));

    assertThat(cancelled.text()).isEqualTo(charged.text());
    assertThat(shop.status("POS-1").status()).isEqualTo("pending");
  }

  @Test
  void keysOfTwoMerchantsAreTwoKeys() {
    shop.charge(Shop.qris("POS-1", 1), "k");
    try (Shop other = new Shop(street.simulator.url(), "SB-Mid-server-other")) {
      assertThat(other.charge(Shop.qris("POS-2", 1), "k").get("order_id")).isEqualTo("POS-2");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"payment_type\":\"bank_transfer\",\"bank_transfer\":{\"bank\":\"permata\"}",
        "\"payment_type\":\"cstore\",\"cstore\":{\"store\":\"indomaret\"}"
      })
  void permataAndIndomaretKnowNoKeys(String method) {
    shop.charge(Shop.body("POS-1", 1, method), "k");

    assertThat(shop.charge(Shop.body("POS-1", 1, method), "k").code()).isEqualTo("406");
  }

  @Test
  void whileTheFirstIsBeingWorkedOnOthersGet202() {
    control.fault(Fault.delay(Duration.ofSeconds(2)), Operation.CHARGE, 1);
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<CompletableFuture<Answer>> both =
          IntStream.range(0, 2)
              .mapToObj(
                  i ->
                      CompletableFuture.supplyAsync(
                          () -> shop.charge(Shop.qris("POS-1", 1), "k"), threads))
              .toList();

      List<Integer> codes = both.stream().map(answer -> answer.join().httpStatus()).toList();
      assertThat(codes).containsExactlyInAnyOrder(200, 202);
    }
  }

  @Test
  void fiftyAtOnceWithOneKeyAreOneTransaction() {
    List<Answer> answers = fifty(i -> shop.charge(Shop.qris("POS-" + i, 1), "k"));

    assertThat(control.transactions()).hasSize(1);
    String id = control.transactions().getFirst().transactionId();
    assertThat(answers).allMatch(a -> a.httpStatus() == 202 || a.id().equals(id));
    assertThat(answers).anyMatch(a -> a.id().equals(id));
  }

  @Test
  void fiftyAtOnceWithOneOrderAreOneTransaction() {
    List<Answer> answers = fifty(i -> shop.charge(Shop.qris("POS-1", 1)));

    assertThat(control.transactions()).hasSize(1);
    assertThat(answers.stream().filter(a -> a.code().equals("201"))).hasSize(1);
    assertThat(answers.stream().filter(a -> a.code().equals("406"))).hasSize(49);
  }

  private static List<Answer> fifty(IntFunction<Answer> call) {
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<CompletableFuture<Answer>> all =
          IntStream.range(0, 50)
              .mapToObj(i -> CompletableFuture.supplyAsync(() -> call.apply(i), threads))
              .toList();
      return all.stream().map(CompletableFuture::join).toList();
    }
  }
}
