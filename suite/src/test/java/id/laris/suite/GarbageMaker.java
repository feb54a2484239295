package id.laris.suite;

import com.google.protobuf.ByteString;
import com.google.protobuf.Descriptors.EnumDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.FieldMask;
import com.google.protobuf.Message;
import java.util.List;
import java.util.Random;
import java.util.UUID;

/**
 * Makes requests that nobody should send: near-valid ones with one thing or many things wrong.
 * Every seed makes the same.
 */
final class GarbageMaker {

  private static final List<Long> NUMBERS =
      List.of(
          0L,
          1L,
          -1L,
          2L,
          100L,
          999L,
          1_000_000L,
          1_000_000_000L,
          1_000_000_000_000_000L,
          1_000_000_000_000_001L,
          Long.MAX_VALUE,
          Long.MIN_VALUE,
          (long) Integer.MAX_VALUE,
          (long) Integer.MIN_VALUE);

  private static final List<String> TEXTS =
      List.of(
          "",
          " ",
          "x",
          "not-a-uuid",
          "00000000-0000-0000-0000-000000000000",
          "ffffffff-ffff-ffff-ffff-ffffffffffff",
          "IDR",
          "ZZZ",
          "idr",
          "\u0000",
          "a\u0007b",
          "line\nfeed",
          "'; drop table sales.sales_order; --",
          "%_\\",
          "\uD83D\uDE00",
          "\u202Ecod",
          "e\u0301",
          "x".repeat(300),
          "x".repeat(5_000),
          "{\"json\": true}",
          "-1",
          "2026-02-30");

  private final Random random;
  private final World world;

  GarbageMaker(long seed, World world) {
    this.random = new Random(seed);
    this.world = world;
  }

  /** A valid request in which some fields were turned into garbage. */
  Message spoil(Message valid) {
    Message.Builder builder = valid.toBuilder();
    for (FieldDescriptor field : builder.getDescriptorForType().getFields()) {
      if (random.nextInt(3) == 0) {
        spoil(builder, field, 0);
      }
    }
    return builder.build();
  }

  private void spoil(Message.Builder builder, FieldDescriptor field, int depth) {
    if (field.isMapField() || depth > 3) {
      return;
    }
    if (field.isRepeated()) {
      int count = List.of(0, 1, 2, 3, 60).get(random.nextInt(5));
      builder.clearField(field);
      for (int i = 0; i < count; i++) {
        builder.addRepeatedField(field, value(builder, field, depth));
      }
    } else if (random.nextInt(4) == 0) {
      builder.clearField(field);
    } else {
      builder.setField(field, value(builder, field, depth));
    }
  }

  private Object value(Message.Builder builder, FieldDescriptor field, int depth) {
    return switch (field.getJavaType()) {
      case STRING -> text(field);
      case INT -> pick(NUMBERS).intValue();
      case LONG -> pick(NUMBERS);
      case BOOLEAN -> random.nextBoolean();
      case ENUM -> enumValue(field.getEnumType());
      case MESSAGE -> message(builder, field, depth);
      case BYTE_STRING -> ByteString.copyFromUtf8("x");
      case FLOAT, DOUBLE ->
          throw new IllegalStateException("no floating point: " + field.getFullName());
    };
  }

  private String text(FieldDescriptor field) {
    return switch (random.nextInt(4)) {
      case 0 -> UUID.randomUUID().toString();
      case 1 -> world.id(field.getName());
      default -> pick(TEXTS);
    };
  }

  private Object enumValue(EnumDescriptor type) {
    return random.nextInt(4) == 0
        ? type.findValueByNumberCreatingIfUnknown(random.nextInt(100))
        : pick(type.getValues());
  }

  private Message message(Message.Builder builder, FieldDescriptor field, int depth) {
    if (field.getMessageType().getFullName().equals("google.protobuf.FieldMask")) {
      return FieldMask.newBuilder()
          .addPaths(
              pick(
                  List.of(
                      "",
                      "name",
                      "notes",
                      "id",
                      "tenant_id",
                      "*",
                      "a.b",
                      "quantity",
                      "parent_id",
                      "amount",
                      "rate_ppm")))
          .build();
    }
    Message.Builder nested = builder.newBuilderForField(field);
    nested.getDescriptorForType().getFields().forEach(inner -> spoil(nested, inner, depth + 1));
    return nested.build();
  }

  private <T> T pick(List<T> values) {
    return values.get(random.nextInt(values.size()));
  }
}
