package id.laris.suite;

import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.EnumValueDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Descriptors.OneofDescriptor;
import com.google.protobuf.FieldMask;
import com.google.protobuf.Message;
import com.google.protobuf.Timestamp;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Makes meaningful requests from their descriptors alone: the names of fields tell their values.
 */
final class RequestMaker {

  private static final Map<String, String> TEXTS =
      Map.ofEntries(
          Map.entry("currency", "IDR"),
          Map.entry("color", "#112233"),
          Map.entry("server_key", "SB-Mid-server-0123456789abcdef"),
          Map.entry("code", "X1X"),
          Map.entry("alphabet", "ABCDEFGH23456789"),
          Map.entry("country", "ID"),
          Map.entry("email", "x@example.com"),
          Map.entry("phone", "+6281234567890"),
          Map.entry("other_phones", "+6281234567891"),
          Map.entry("time_zone", "Asia/Jakarta"),
          Map.entry("limits_time_zone", "Asia/Jakarta"),
          Map.entry("language", "en"),
          Map.entry("scopes", "sales.read"),
          Map.entry("pin", "258046"),
          Map.entry("ip_address", "192.0.2.1"),
          Map.entry("confirmation", "RETIRE"),
          Map.entry("action", "sales.void"),
          Map.entry("image_url", "https://laris.id/cup.png"),
          Map.entry("page_token", ""),
          Map.entry("cursor", ""),
          Map.entry("after_cursor", ""));

  /** Fields that do not go together with the other values that are made. */
  private static final Set<String> FOR_OTHERS_ONLY =
      Set.of(
          "pos.v1.StartCountRequest.variant_ids",
          "pos.v1.AddPaymentRequest.gift_card_id",
          "pos.v1.WantedRefund.payment_type",
          "pos.v1.CountShiftRequest.denominations",
          "pos.v1.CheckoutRequest.Tender.gift_card_id",
          // A sale that is refused after its points were held leaves their events.
          "pos.v1.CheckoutRequest.reward_ids",
          "pos.v1.BalanceHold.customer_id");

  /** Requests for what a code leads to. */
  private static final Set<String> ASKING_FOR_CODES =
      Set.of("LookupVariantRequest", "CheckCouponRequest");

  /** The ids of what is no resource, which the caller chooses. */
  private static final Set<String> CHOSEN_IDS =
      Set.of("pos.v1.PromotionCart.Line.id", "pos.v1.PromotionCart.Charge.id");

  /** The field that an update changes, the first that the resource has. */
  private static final List<String> UPDATED = List.of("name", "notes", "shop_name", "max_hours");

  private final UnaryOperator<String> ids;

  RequestMaker(World world) {
    this(world::id);
  }

  /**
   * A maker of requests.
   *
   * @param ids the id that a field of the name means; empty where there is nothing of the kind
   */
  RequestMaker(UnaryOperator<String> ids) {
    this.ids = ids;
  }

  Message make(Message empty) {
    return fill(empty.newBuilderForType());
  }

  private Message fill(Message.Builder builder) {
    for (FieldDescriptor field : builder.getDescriptorForType().getFields()) {
      OneofDescriptor oneof = field.getRealContainingOneof();
      boolean chosenAlready = oneof != null && builder.hasOneof(oneof);
      if (!chosenAlready && !leftOut(field)) {
        set(builder, field);
      }
    }
    return builder.build();
  }

  /**
   * The fields that would only disturb: versions to check, client-made ids, times and limits of
   * lists.
   */
  private static boolean leftOut(FieldDescriptor field) {
    if (FOR_OTHERS_ONLY.contains(field.getFullName())) {
      return true;
    }
    return switch (field.getName()) {
      case "version",
          "pagination",
          "starts_at",
          "ends_at",
          "limit",
          "width",
          "tendered",
          "tip",
          "item_index",
          "updated_since",
          "from",
          "to",
          "at",
          "occurred_at",
          "expires_at",
          "received_at",
          "counted_at",
          "revision",
          "deleted_at",
          "created_at",
          "updated_at",
          "modifiers",
          "include_deleted",
          "descending",
          "label_barcode",
          "idempotency_key",
          "gateway",
          "gift_card_code",
          "length",
          "promotion_version",
          "new_order_id" ->
          true;
      case "id" ->
          !isResource(field.getContainingType()) && !CHOSEN_IDS.contains(field.getFullName());
      default -> field.isMapField();
    };
  }

  private static boolean isResource(Descriptor type) {
    return !type.getName().endsWith("Request")
        && type.getContainingType() == null
        && !type.getName().startsWith("New");
  }

  private void set(Message.Builder builder, FieldDescriptor field) {
    Object value = value(builder, field);
    if (value == null) {
      return;
    }
    if (field.isRepeated()) {
      builder.addRepeatedField(field, value);
    } else {
      builder.setField(field, value);
    }
  }

  private @Nullable Object value(Message.Builder builder, FieldDescriptor field) {
    return switch (field.getJavaType()) {
      case STRING -> text(field);
      case INT, LONG -> field.getJavaType() == FieldDescriptor.JavaType.INT ? (Object) 1 : 100L;
      case BOOLEAN -> false;
      case ENUM -> enumValue(field);
      case MESSAGE -> message(builder, field);
      default -> null;
    };
  }

  private String text(FieldDescriptor field) {
    String name = field.getName();
    if (CHOSEN_IDS.contains(field.getFullName())) {
      return UUID.randomUUID().toString();
    }
    if (name.equals("id")) {
      return ids.apply(field.getContainingType().getName());
    }
    if (name.endsWith("_id") || name.endsWith("_ids")) {
      String known = ids.apply(name);
      // Any id serves for resources that no service owns yet (such as registers).
      return known.isEmpty() ? UUID.randomUUID().toString() : known;
    }
    if (name.equals("reference")
        && field.getContainingType().getFile().getName().endsWith("/reservation.proto")) {
      return ids.apply(name);
    }
    if (ASKING_FOR_CODES.contains(field.getContainingType().getName())
        && !name.equals("time_zone")) {
      return World.SECRET;
    }
    return TEXTS.getOrDefault(name, "x");
  }

  private static EnumValueDescriptor enumValue(FieldDescriptor field) {
    List<EnumValueDescriptor> values = field.getEnumType().getValues();
    return values.get(Math.min(1, values.size() - 1));
  }

  private Message message(Message.Builder builder, FieldDescriptor field) {
    if (field.getMessageType().getFullName().equals("google.protobuf.FieldMask")) {
      return FieldMask.newBuilder().addPaths(updated(builder.getDescriptorForType())).build();
    }
    if (field.getMessageType().getFullName().equals("google.protobuf.Timestamp")) {
      return Timestamp.newBuilder().setSeconds(1_768_000_000).build();
    }
    return fill(builder.newBuilderForField(field));
  }

  private static String updated(Descriptor request) {
    Descriptor resource =
        request.getFields().stream()
            .filter(field -> field.getJavaType() == FieldDescriptor.JavaType.MESSAGE)
            .map(FieldDescriptor::getMessageType)
            .filter(RequestMaker::isResource)
            .filter(type -> type.getFile().getPackage().equals("pos.v1"))
            .findFirst()
            .orElse(request);
    return UPDATED.stream()
        .filter(name -> resource.findFieldByName(name) != null)
        .findFirst()
        .orElseThrow(
            () -> new IllegalStateException("what does " + request.getFullName() + " update?"));
  }
}
