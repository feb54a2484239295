package id.laris.catalog.memory;

import com.google.protobuf.Message;
import id.laris.common.errors.PosException;
import id.laris.pos.v1.BatchGetVariantsRequest;
import id.laris.pos.v1.GetEffectivePriceRequest;
import id.laris.pos.v1.GetProductRequest;
import id.laris.pos.v1.GetVariantRequest;
import id.laris.pos.v1.LookupVariantRequest;
import id.laris.pos.v1.QuoteItemsRequest;
import io.grpc.StatusRuntimeException;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** The questions about a {@link SmallShop} that are answered from memory. */
enum Question {
  QUOTE,
  SKU,
  BARCODE,
  PRODUCT,
  VARIANT,
  VARIANTS,
  PRICE;

  private static final List<String> ALL_PRODUCTS =
      List.of(
          SmallShop.COFFEE,
          SmallShop.TEA,
          SmallShop.BREAD,
          SmallShop.BREAKFAST,
          SmallShop.LATER_PRODUCT);
  private static final List<String> ALL_VARIANTS =
      List.of(
          SmallShop.LARGE,
          SmallShop.GREEN,
          SmallShop.BLACK,
          SmallShop.BUN,
          SmallShop.MORNING,
          SmallShop.LATER_VARIANT);
  private static final List<String> ALL_SKUS =
      List.of("COFFEE", "Large", "LARGE", "TEA", "GREEN", "BLACK", "BREAD", "BREAKFAST", "LATER");
  private static final List<String> ALL_BARCODES =
      List.of(
          SmallShop.BARCODE_OF_COFFEE,
          "00000" + SmallShop.BARCODE_OF_COFFEE,
          SmallShop.BARCODE_OF_LARGE,
          "0" + SmallShop.BARCODE_OF_LARGE,
          SmallShop.BARCODE_OF_BLACK,
          SmallShop.LATER_BARCODE);

  /** Asks a process everything. */
  static Map<Question, List<Object>> answers(Replica replica) {
    Map<Question, List<Object>> answers = new EnumMap<>(Question.class);
    for (Question question : values()) {
      answers.put(question, question.ask(replica));
    }
    return answers;
  }

  /** Asks a process every question of this kind; a refusal is an answer too. */
  List<Object> ask(Replica replica) {
    Stream<Supplier<Message>> questions =
        switch (this) {
          case QUOTE -> Stream.of(() -> replica.quote().apply(everything()));
          case SKU -> ALL_SKUS.stream().map(sku -> () -> replica.lookup().apply(sku(sku)));
          case BARCODE ->
              ALL_BARCODES.stream().map(code -> () -> replica.lookup().apply(barcode(code)));
          case PRODUCT ->
              ALL_PRODUCTS.stream().map(id -> () -> replica.product().apply(product(id)));
          case VARIANT ->
              ALL_VARIANTS.stream().map(id -> () -> replica.variant().apply(variant(id)));
          case VARIANTS -> Stream.of(() -> replica.variants().apply(variants(ALL_VARIANTS)));
          case PRICE -> ALL_VARIANTS.stream().map(id -> () -> replica.price().apply(priceOf(id)));
        };
    return questions.map(Question::answer).toList();
  }

  static Object answer(Supplier<Message> question) {
    try {
      return question.get();
    } catch (StatusRuntimeException e) {
      return String.valueOf(e.getStatus().getDescription());
    } catch (PosException e) {
      return e.getMessage();
    }
  }

  private static QuoteItemsRequest everything() {
    return QuoteItemsRequest.newBuilder()
        .setLocationId(SmallShop.STORE)
        .addItems(item(SmallShop.LARGE).addModifierIds(SmallShop.OAT))
        .addItems(item(SmallShop.LARGE).addModifierIds(SmallShop.LATER_MODIFIER))
        .addItems(item(SmallShop.GREEN))
        .addItems(item(SmallShop.GREEN).addModifierIds(SmallShop.CANE))
        .addItems(item(SmallShop.BLACK))
        .addItems(item(SmallShop.BUN))
        .addItems(item(SmallShop.MORNING))
        .addItems(item(SmallShop.LATER_VARIANT))
        .addItems(item("").setProductId(SmallShop.COFFEE))
        .addItems(item("").setProductId(SmallShop.TEA))
        .addItems(item("").setProductId(SmallShop.LATER_PRODUCT))
        .build();
  }

  static QuoteItemsRequest.Item.Builder item(String variantId) {
    return QuoteItemsRequest.Item.newBuilder().setVariantId(variantId).setQuantity(1);
  }

  static LookupVariantRequest sku(String sku) {
    return LookupVariantRequest.newBuilder().setSku(sku).build();
  }

  static LookupVariantRequest barcode(String barcode) {
    return LookupVariantRequest.newBuilder().setBarcode(barcode).build();
  }

  static GetProductRequest product(String id) {
    return GetProductRequest.newBuilder().setProductId(id).build();
  }

  static GetVariantRequest variant(String id) {
    return GetVariantRequest.newBuilder().setVariantId(id).build();
  }

  static BatchGetVariantsRequest variants(List<String> ids) {
    return BatchGetVariantsRequest.newBuilder().addAllVariantIds(ids).build();
  }

  static GetEffectivePriceRequest priceOf(String variantId) {
    return GetEffectivePriceRequest.newBuilder()
        .setVariantId(variantId)
        .setLocationId(SmallShop.STORE)
        .build();
  }
}
