package id.laris.suite;

import static org.assertj.core.api.Assertions.assertThat;

import build.buf.validate.ValidateProto;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor.JavaType;
import com.google.protobuf.Message;
import id.laris.common.errors.Reason;
import id.laris.pos.v1.AddOrderItemRequest;
import id.laris.pos.v1.AdjustStockRequest;
import id.laris.pos.v1.CatalogServiceGrpc;
import id.laris.pos.v1.CheckoutRequest;
import id.laris.pos.v1.CreateLocationRequest;
import id.laris.pos.v1.CreateOrderRequest;
import id.laris.pos.v1.FinalizeOrderRequest;
import id.laris.pos.v1.ImportProductsRequest;
import id.laris.pos.v1.ImportProductsResponse.RowResult;
import id.laris.pos.v1.InventoryServiceGrpc;
import id.laris.pos.v1.Money;
import id.laris.pos.v1.NewOrderItem;
import id.laris.pos.v1.ReserveStockRequest;
import id.laris.pos.v1.SalesServiceGrpc;
import id.laris.pos.v1.StockLine;
import id.laris.testkit.Refusal;
import id.laris.testkit.TestCalls;
import io.grpc.StatusRuntimeException;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/**
 * Every error reaches a client with default settings, which refuses more than 8,192 bytes of
 * headers. The clients of Java, Go and Python count them alike: name, value and 32 bytes for each
 * header, as HTTP/2 has it.
 */
class ErrorSizeTest extends NetworkCalls {

  private static final int MOST_BYTES = 7 * 1024;
  private static final int MANY = 10_000;

  /** Requests stay far below the limit of 4 MiB, where they would be refused for their size. */
  private static final int LIST_BYTES = 500_000;

  private static final int SHORT_LINES = 200;
  private static final String WORD = "消費税";

  @Autowired TestCalls calls;
  @Autowired EveryRpc everyRpc;

  @Test
  void whatIsWrongWithTheLongestRequests() {
    RequestMaker requests = new RequestMaker(World.of(calls.as(tenant)));
    for (EveryRpc.Callable rpc : everyRpc.all()) {
      Message valid = requests.make(rpc.emptyRequest());
      requireSmallError(rpc, invalid(valid.newBuilderForType(), WORD, 0));
      requireSmallError(rpc, invalid(valid.newBuilderForType(), WORD.repeat(10_000), 1));
      requireSmallError(rpc, longestListsOfUnknown(valid));
    }
  }

  private void requireSmallError(EveryRpc.Callable rpc, Message request) {
    try {
      assertThat(rpc.call(channel, request)).isNotNull();
    } catch (StatusRuntimeException e) {
      Refusal refusal = Refusal.of(e);
      assertThat(refusal.reason()).as("%s", rpc).isNotEqualTo(Reason.INTERNAL.name());
      assertThat(refusal.trailersBytes()).as("%s", rpc).isLessThan(MOST_BYTES);
    }
  }

  /** A request in which every text and number is wrong; its own lists are the longest ones. */
  private static Message invalid(Message.Builder builder, String text, int depth) {
    for (FieldDescriptor field : builder.getDescriptorForType().getFields()) {
      if (field.isMapField() || depth > 3) {
        continue;
      }
      Object value =
          switch (field.getJavaType()) {
            case STRING -> text;
            case INT -> -1;
            case LONG -> -1L;
            case BOOLEAN -> true;
            case ENUM -> field.getEnumType().findValueByNumberCreatingIfUnknown(99);
            case MESSAGE -> invalid(builder.newBuilderForField(field), text, depth + 1);
            case FLOAT, DOUBLE, BYTE_STRING -> field.getDefaultValue();
          };
      if (!field.isRepeated()) {
        builder.setField(field, value);
        continue;
      }
      int bytes =
          value instanceof Message message ? message.getSerializedSize() : text.length() * 3;
      int count = depth == 0 ? Math.min(MANY, LIST_BYTES / (bytes + 4)) : 1;
      for (int i = 0; i < count; i++) {
        builder.addRepeatedField(field, value);
      }
    }
    return builder.build();
  }

  /** A well-formed request with the longest lists that are allowed, about things nobody has. */
  private static Message longestListsOfUnknown(Message valid) {
    Message.Builder request = valid.toBuilder();
    for (FieldDescriptor field : valid.getDescriptorForType().getFields()) {
      if (field.isRepeated() && !field.isMapField() && valid.getRepeatedFieldCount(field) > 0) {
        Object example = valid.getRepeatedField(field, 0);
        request.clearField(field);
        for (long i = 0; i < most(field); i++) {
          request.addRepeatedField(field, unknown(example, field.getName()));
        }
      }
    }
    return request.build();
  }

  private static long most(FieldDescriptor field) {
    var rules = field.getOptions().getExtension(ValidateProto.field).getRepeated();
    return rules.hasMaxItems() ? rules.getMaxItems() : MANY;
  }

  private static Object unknown(Object example, String name) {
    if (example instanceof String && name.endsWith("_ids")) {
      return UUID.randomUUID().toString();
    }
    if (!(example instanceof Message message)) {
      return example;
    }
    Message.Builder other = message.toBuilder();
    message
        .getAllFields()
        .forEach(
            (field, value) -> {
              if (field.getJavaType() == JavaType.STRING
                  && !field.isRepeated()
                  && (field.getName().equals("id") || field.getName().endsWith("_id"))) {
                other.setField(field, UUID.randomUUID().toString());
              }
            });
    return other.build();
  }

  @Test
  void hundredsOfLinesThatAreShort() {
    var catalog = CatalogServiceGrpc.newBlockingStub(channel);
    var sales = SalesServiceGrpc.newBlockingStub(channel);
    var inventory = InventoryServiceGrpc.newBlockingStub(channel);
    ImportProductsRequest.Builder rows = ImportProductsRequest.newBuilder();
    for (int i = 0; i < SHORT_LINES; i++) {
      rows.addRowsBuilder()
          .setSku(WORD.repeat(18) + i)
          .setName(WORD.repeat(60) + i)
          .setTrackStock(true)
          .setPrice(Money.newBuilder().setAmount(100).setCurrency("IDR"));
    }
    List<String> variants =
        catalog.importProducts(rows.build()).getResultsList().stream()
            .map(RowResult::getVariantId)
            .toList();
    String shop =
        inventory
            .createLocation(
                CreateLocationRequest.newBuilder().setCode("SHOP").setName("Shop").build())
            .getLocation()
            .getId();
    CheckoutRequest.Builder checkout = CheckoutRequest.newBuilder().setLocationId(shop);
    ReserveStockRequest.Builder reserve =
        ReserveStockRequest.newBuilder()
            .setLocationId(shop)
            .setReference(UUID.randomUUID().toString());
    AdjustStockRequest.Builder adjust = AdjustStockRequest.newBuilder().setLocationId(shop);
    for (String variant : variants) {
      checkout.addItems(NewOrderItem.newBuilder().setVariantId(variant).setQuantity(1));
      reserve.addLines(StockLine.newBuilder().setVariantId(variant).setQuantity(1));
      adjust.addAdjustments(
          AdjustStockRequest.Adjustment.newBuilder()
              .setVariantId(variant)
              .setQuantityChange(-1)
              .setReason("lost"));
    }
    String order =
        sales
            .createOrder(CreateOrderRequest.newBuilder().setLocationId(shop).build())
            .getOrder()
            .getId();
    for (String variant : variants.subList(0, 60)) {
      var _ =
          sales.addOrderItem(
              AddOrderItemRequest.newBuilder()
                  .setOrderId(order)
                  .setVariantId(variant)
                  .setQuantity(1)
                  .build());
    }

    requireShortage(
        Refusal.of(() -> sales.checkout(checkout.build())).has(Reason.INSUFFICIENT_STOCK),
        SHORT_LINES);
    requireShortage(
        Refusal.of(() -> inventory.reserveStock(reserve.build())).has(Reason.INSUFFICIENT_STOCK),
        SHORT_LINES);
    requireShortage(
        Refusal.of(() -> inventory.adjustStock(adjust.build())).has(Reason.NEGATIVE_STOCK),
        SHORT_LINES);
    requireShortage(
        Refusal.of(
                () ->
                    sales.finalizeOrder(
                        FinalizeOrderRequest.newBuilder().setOrderId(order).build()))
            .has(Reason.INSUFFICIENT_STOCK),
        60);
  }

  private static void requireShortage(Refusal refusal, int lines) {
    assertThat(refusal.trailersBytes()).isLessThan(MOST_BYTES);
    assertThat(refusal.fields()).hasSizeBetween(5, lines - 1);
    refusal.with("violations_total", lines);
  }
}
