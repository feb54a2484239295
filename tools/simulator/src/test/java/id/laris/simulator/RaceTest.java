package id.laris.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RaceTest extends OnTheStreet {

  @Test
  void ofAPaymentACancelAndAnExpireAtOnceOneWins() {
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      IntStream.range(0, 100)
          .mapToObj(i -> CompletableFuture.runAsync(() -> race("POS-" + i, threads), threads))
          .toList()
          .forEach(CompletableFuture::join);
    }
    assertThat(street.heard()).hasSize(200);
    for (Snapshot transaction : control.transactions()) {
      List<String> told =
          till.bodies().stream()
              .filter(body -> body.path("order_id").asString().equals(transaction.orderId()))
              .map(body -> body.path("transaction_status").asString())
              .toList();
      assertThat(told).containsExactly("pending", transaction.status());
    }
  }

  private void race(String orderId, ExecutorService threads) {
    shop.charge(Shop.qris(orderId, 1));
    var paid = CompletableFuture.supplyAsync(() -> pay(orderId), threads);
    var cancelled = CompletableFuture.supplyAsync(() -> shop.cancel(orderId).code(), threads);
    var expired = CompletableFuture.supplyAsync(() -> shop.expire(orderId).code(), threads);

    List<String> codes = List.of(paid.join(), cancelled.join(), expired.join());
    String winner =
        switch (control.transaction(orderId).status()) {
          case "settlement" -> "paid";
          case "cancel" -> "200";
          default -> "407";
        };
    assertThat(codes).containsOnlyOnce(winner);
    assertThat(codes.stream().filter("412"::equals)).hasSize(2);
  }

  private String pay(String orderId) {
    try {
      control.pay(orderId);
      return "paid";
    } catch (IllegalStateException e) {
      return "412";
    }
  }
}
