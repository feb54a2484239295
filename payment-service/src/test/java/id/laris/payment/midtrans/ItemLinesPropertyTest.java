package id.laris.payment.midtrans;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import id.laris.payment.gateway.GatewayCharge;
import id.laris.pos.v1.ChargeItem;
import id.laris.pos.v1.GatewayConfig.QrisAcquirer;
import id.laris.pos.v1.PaymentCustomer;
import id.laris.pos.v1.PaymentTransaction.Method;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import tools.jackson.databind.JsonNode;

/** The gateway accepts the lines of any sale: they sum to the amount and keep its limits. */
class ItemLinesPropertyTest {

  private static final Instant NOW = Instant.parse("2026-01-15T05:00:00Z");

  @Property(tries = 300)
  void linesSumExactlyAndKeepTheLimits(@ForAll("itemLists") List<ChargeItem> items) {
    long amount = items.stream().mapToLong(item -> item.getPrice() * item.getQuantity()).sum();
    GatewayCharge charge = charge(Math.max(100, amount / 100 * 100), items);

    String body = ChargeBody.of(charge, QrisAcquirer.GOPAY);

    assertThat(body.getBytes(UTF_8).length).isLessThanOrEqualTo(ChargeBody.MAX_BYTES);
    JsonNode lines = MidtransBody.JSON.readTree(body).path("item_details");
    long sum = 0;
    for (JsonNode line : lines.values()) {
      sum += line.path("price").asLong() * line.path("quantity").asLong();
      assertThat(line.path("name").asString()).isNotBlank().doesNotContain("|");
      assertThat(line.path("name").asString().length()).isLessThanOrEqualTo(50);
      assertThat(line.path("id").asString("").length()).isLessThanOrEqualTo(50);
      assertThat(line.path("quantity").asInt()).isPositive();
    }
    assertThat(sum).isEqualTo(charge.amount() / 100);
    assertThat(lines.size()).isBetween(1, ItemLines.MAX_LINES);
  }

  @Example
  void whatDoesNotSumIsOneLine() {
    assertThat(ItemLines.of(charge(1_000_000, List.of(item("a", 500_000, 1)))))
        .containsExactly(ItemLines.whole(1_000_000));
    assertThat(ItemLines.of(charge(100, List.of(item("a", 50, 2)))))
        .as("half a rupiah")
        .containsExactly(ItemLines.whole(100));
    assertThat(ItemLines.of(charge(100, List.of(item("a", Long.MAX_VALUE / 100 * 100, 1_000_000)))))
        .containsExactly(ItemLines.whole(100));
  }

  @Example
  void manyLinesAreOneLineAndManyBytesToo() {
    assertThat(ItemLines.of(charge(20_000, many(200, "a")))).hasSize(200);
    assertThat(ItemLines.of(charge(20_100, many(201, "a")))).hasSize(1);

    String body = ChargeBody.of(charge(20_000, many(200, "面".repeat(50))), QrisAcquirer.GOPAY);
    assertThat(MidtransBody.JSON.readTree(body).path("item_details").size()).isEqualTo(1);
  }

  @Example
  void namesAreCutBetweenCharacters() {
    String name = "x".repeat(49) + "😀";

    assertThat(ItemLines.of(charge(100, List.of(item(name, 100, 1)))).getFirst().name())
        .isEqualTo("x".repeat(49));
    assertThat(ItemLines.of(charge(100, List.of(item("a|b", 100, 1)))).getFirst().name())
        .isEqualTo("a/b");
  }

  private static List<ChargeItem> many(int count, String name) {
    List<ChargeItem> items = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      items.add(item(name, 100, 1));
    }
    return items;
  }

  private static ChargeItem item(String name, long price, int quantity) {
    return Client.item("", name, price, quantity);
  }

  private static GatewayCharge charge(long amount, List<ChargeItem> items) {
    return new GatewayCharge(
        "order-1",
        Method.QRIS,
        amount,
        items,
        PaymentCustomer.newBuilder().setFirstName("面".repeat(100)).build(),
        NOW,
        NOW.plusSeconds(900),
        "",
        "");
  }

  @Provide
  Arbitrary<List<ChargeItem>> itemLists() {
    Arbitrary<Long> prices =
        Arbitraries.longs().between(-2_000, 1_000_000).map(rupiah -> rupiah * 100);
    Arbitrary<Long> odd = Arbitraries.longs().between(-100_000, 100_000_000);
    Arbitrary<String> names =
        Arbitraries.oneOf(
            Arbitraries.strings().ofMinLength(1).ofMaxLength(80),
            Arbitraries.of("Kopi", "Es|teh", "😀".repeat(30), " "));
    return Combinators.combine(
            names,
            names,
            Arbitraries.frequencyOf(Tuple.of(30, prices), Tuple.of(1, odd)),
            Arbitraries.integers().between(1, 50))
        .as(Client::item)
        .list()
        .ofMaxSize(250);
  }
}
