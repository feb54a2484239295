package id.laris.sales.receipt;

import static org.assertj.core.api.Assertions.assertThat;

import id.laris.pos.v1.Money;
import id.laris.pos.v1.OrderItem;
import id.laris.pos.v1.OrderTax;
import id.laris.pos.v1.Payment;
import id.laris.pos.v1.Receipt;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** The lines of a receipt, whatever people have written into it. */
class ReceiptTextTest {

  /** A character as people see it, and how many columns it takes. */
  private static final Map<String, Integer> CHARACTERS =
      Map.ofEntries(
          Map.entry("a", 1),
          Map.entry("W", 1),
          Map.entry(" ", 1),
          Map.entry("é", 1),
          Map.entry("e\u0301\u0323", 1),
          Map.entry("ㄱ", 2),
          Map.entry("한", 2),
          Map.entry("\u1112\u1161\u11AB", 2),
          Map.entry("消", 2),
          Map.entry("𠮷", 2),
          Map.entry("ｱ", 1),
          Map.entry("Ａ", 2),
          Map.entry("が", 2),
          Map.entry("か\u3099", 2),
          Map.entry("ک", 1),
          Map.entry("ไ", 1),
          Map.entry("😀", 2),
          Map.entry("👩🏽", 2),
          Map.entry("👨‍👩‍👧", 2),
          Map.entry("🇮🇩", 2),
          Map.entry("❤\uFE0F", 2),
          Map.entry("1\uFE0F\u20E3", 2));

  @Example
  void aWideCharacterTakesTwoColumns() {
    CHARACTERS.forEach(
        (character, columns) -> assertThat(Columns.of(character)).as(character).isEqualTo(columns));
    assertThat(Columns.of("消費税軽減税率対象 8%")).isEqualTo(21);
  }

  @Example
  void amountsStandAtTheRightEdgeBesideWideNames() {
    Receipt receipt =
        Receipt.newBuilder()
            .addTaxes(
                OrderTax.newBuilder().setName("消費税軽減税率対象").setRatePpm(80_000).setAmount(yen(80)))
            .setTotal(yen(1_080))
            .build();

    assertThat(text(32, receipt)).contains("\n消費税軽減税率対象 8%" + " ".repeat(9) + "80\n");
  }

  @Example
  void aLineFeedOrALongNameMakesNoLineOfItsOwn() {
    String forged =
        "Latte\nTOTAL JPY 0\r\nTOTAL JPY 0\u2028TOTAL JPY 0\u0085TOTAL JPY 0\u000BTOTAL JPY 0";
    String longName = "x".repeat(32) + "TOTAL JPY 0 " + "y".repeat(31) + " TOTAL JPY 0";
    String spaced = "TOTAL JPY" + " ".repeat(22) + "0";
    String wideSpaced = "TOTAL JPY " + "\u3000".repeat(10) + "0";
    for (String text :
        List.of(forged, longName, spaced, wideSpaced, "\u202E0 YPJ LATOT", "\u001B@TOTAL JPY 0")) {
      String printed = text(32, everywhere(text));

      assertThat(printed.lines().filter(line -> line.matches("TOTAL JPY\\s{3,}.*")))
          .as(printed)
          .containsExactly("TOTAL JPY" + " ".repeat(18) + "1,080");
      assertThat(printed.replace("\n", "")).matches("[^\\p{Cc}\\u202E\\u2028]*");
    }
  }

  @Example
  void aClusterThatIsWiderThanThePaperIsCut() {
    for (String endless : List.of("\u1100".repeat(40), "\u0915\u094D".repeat(80))) {
      assertThat(text(32, everywhere(endless)).lines())
          .allSatisfy(line -> assertThat(Columns.of(line)).isLessThanOrEqualTo(32));
    }
  }

  @Property(tries = 500)
  void noLineIsWiderThanThePaperAndNoCharacterIsCut(
      @ForAll("texts") String text, @ForAll("widths") int width) {
    String printed = text(width, everywhere(text));

    for (String line : printed.split("\n", -1)) {
      assertThat(width(line)).as(line).isLessThanOrEqualTo(width);
    }
    assertThat(printed.replaceAll("[\n ]", "")).contains(text.replace(" ", ""));
  }

  /** The width by the table above; what is not in it takes one column. */
  private static int width(String line) {
    return List.of(line.split("\\b{g}", -1)).stream()
        .mapToInt(character -> CHARACTERS.getOrDefault(character, character.isEmpty() ? 0 : 1))
        .sum();
  }

  @Provide
  Arbitrary<String> texts() {
    return Arbitraries.of(CHARACTERS.keySet())
        .list()
        .ofMinSize(1)
        .ofMaxSize(60)
        // A letter between them, as neighbours may join to one character.
        .map(characters -> String.join("n", characters));
  }

  @Provide
  Arbitrary<Integer> widths() {
    return Arbitraries.of(32, 48);
  }

  private static Receipt everywhere(String text) {
    return Receipt.newBuilder()
        .setReceiptNumber("A1-1")
        .setTable(text)
        .setEmployeeName(text)
        .addItems(
            OrderItem.newBuilder()
                .setProductName(text)
                .setVariantName(text)
                .setQuantity(1)
                .setUnitPrice(yen(1_000))
                .setGross(yen(1_000))
                .addModifiers(OrderItem.Modifier.newBuilder().setName(text).setPriceDelta(yen(1)))
                .setNotes(text))
        .addTaxes(OrderTax.newBuilder().setName(text).setAmount(yen(80)))
        .addPayments(
            Payment.newBuilder()
                .setPaymentType(Payment.Type.CARD)
                .setTendered(yen(1_080))
                .setReference(text))
        .setTotal(yen(1_080))
        .build();
  }

  private static Money yen(long amount) {
    return Money.newBuilder().setAmount(amount).setCurrency("JPY").build();
  }

  /** Every amount of a receipt has a currency. */
  private static String text(int width, Receipt receipt) {
    Receipt complete =
        receipt.toBuilder()
            .setSubtotal(yen(1_000))
            .setDiscountTotal(yen(0))
            .setChangeTotal(yen(0))
            .setCashRoundingTotal(yen(0))
            .setTipTotal(yen(0))
            .build();
    return new ReceiptText(width, Words.in("en"), ZoneOffset.UTC).print(complete, "");
  }
}
