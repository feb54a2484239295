package id.laris.common.grpc;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Timestamp;
import id.laris.common.errors.PosException.FieldViolation;
import id.laris.pos.v1.CreatePromotionRequest;
import id.laris.pos.v1.ImportProductsRequest;
import id.laris.pos.v1.ImportProductsRequest.Row;
import id.laris.pos.v1.Product;
import id.laris.pos.v1.PromotionRules;
import id.laris.pos.v1.UpdateProductRequest;
import java.util.List;
import org.junit.jupiter.api.Test;

class TextsTest {

  private final Texts texts = new Texts();

  @Test
  void everyTextOfAMessageIsCleaned() {
    UpdateProductRequest request =
        UpdateProductRequest.newBuilder()
            .setProduct(
                Product.newBuilder()
                    .setName("Kopi\u00A0\n")
                    .setSku("\uFEFFSKU\u200B123")
                    .addTags("plain")
                    .addTags("\u3164hot")
                    .putAttributes("size\u00A0", "L\u2003"))
            .build();

    assertThat(texts.clean(request).getProduct())
        .isEqualTo(
            Product.newBuilder()
                .setName("Kopi")
                .setSku("SKU123")
                .addTags("plain")
                .addTags("hot")
                .putAttributes("size", "L")
                .build());
    assertThat(texts.violations()).isEmpty();
  }

  @Test
  void onlyFieldsOfSeveralLinesKeepThem() {
    Product clean =
        texts.clean(
            Product.newBuilder().setName("Kopi\nTOTAL 0").setDescription("one\r\ntwo").build());

    assertThat(clean.getName()).isEqualTo("Kopi TOTAL 0");
    assertThat(clean.getDescription()).isEqualTo("one\ntwo");
  }

  @Test
  void moreMarksThanAnyLanguageNeedsAreRefused() {
    String marks = "\u0301\u0316".repeat(15);
    assertThat(texts.clean(Product.newBuilder().setName("e" + marks).build())).isNotNull();
    assertThat(texts.violations()).isEmpty();

    // Each pass over it would take one character away.
    String endless = "\u0915\u0301" + "\u094D\u200D".repeat(20_000);
    for (String name : List.of("e" + marks + "\u0301", endless)) {
      texts.clean(Product.newBuilder().setName(name).build());
    }
    assertThat(texts.violations())
        .extracting(FieldViolation::description)
        .hasSize(2)
        .allMatch(text -> text.contains("30 marks"));
  }

  @Test
  void idsInCapitalsAreTheSameIds() {
    String id = "018F0000-ABCD-7000-8000-00000000000A";
    String small = "018f0000-abcd-7000-8000-00000000000a";

    Product clean =
        texts.clean(
            Product.newBuilder().setId(id).setName(id).addTags(id).addTaxRuleIds(id).build());

    assertThat(clean)
        .isEqualTo(
            Product.newBuilder().setId(small).setName(id).addTags(id).addTaxRuleIds(small).build());
  }

  @Test
  void whatIsCleanIsNotCopied() {
    Product plain = Product.newBuilder().setName("Kopi").addTags("a").build();
    Product accented = Product.newBuilder().setName("Crème brûlée").build();

    assertThat(texts.clean(plain)).isSameAs(plain);
    assertThat(texts.clean(accented)).isSameAs(accented);
  }

  @Test
  void aControlCharacterIsRefusedWithItsPlace() {
    texts.clean(
        ImportProductsRequest.newBuilder()
            .addRows(Row.newBuilder().setSku("A"))
            .addRows(Row.newBuilder().setSku("B\u001B[31m").addTags("x").addTags("\u0000"))
            .build());

    assertThat(texts.violations())
        .extracting(FieldViolation::field)
        .containsExactly("rows[1].sku", "rows[1].tags[1]");
  }

  @Test
  void aTimeOfNoCalendarIsRefusedWithItsPlace() {
    for (Timestamp time :
        List.of(
            Timestamp.newBuilder().setSeconds(Long.MAX_VALUE).build(),
            Timestamp.newBuilder().setSeconds(Long.MIN_VALUE).setNanos(Integer.MIN_VALUE).build(),
            Timestamp.newBuilder().setNanos(1_000_000_000).build(),
            Timestamp.newBuilder().setSeconds(253_402_300_800L).build())) {
      Texts refusing = new Texts();
      refusing.clean(
          CreatePromotionRequest.newBuilder()
              .setRules(PromotionRules.newBuilder().setEndsAt(time))
              .build());

      assertThat(refusing.violations())
          .extracting(FieldViolation::field)
          .containsExactly("rules.ends_at");
    }
    texts.clean(
        PromotionRules.newBuilder()
            .setEndsAt(Timestamp.newBuilder().setSeconds(253_402_300_799L).setNanos(999_999_999))
            .build());
    assertThat(texts.violations()).isEmpty();
  }
}
