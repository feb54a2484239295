package id.laris.sales.stock;

import com.google.protobuf.Any;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.rpc.BadRequest;
import com.google.rpc.BadRequest.FieldViolation;
import com.google.rpc.ErrorInfo;
import com.google.rpc.Status;
import id.laris.common.client.RemoteService;
import id.laris.common.errors.Reason;
import id.laris.pos.v1.StockLine;
import id.laris.sales.quote.ItemNames;
import io.grpc.StatusRuntimeException;
import io.grpc.protobuf.StatusProto;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A refusal of inventory in the terms of the order: inventory names the lines that it was asked
 * for, and the caller knows the items that took them.
 */
final class StockRefusal {

  private static final String QUANTITY = "quantity";
  private static final Pattern LINE = Pattern.compile("lines\\[(\\d+)]\\.quantity");

  private final StockWanted wanted;
  private final List<StockLine> lines;
  private final Map<String, Long> available = new HashMap<>();

  private StockRefusal(StockWanted wanted, ErrorInfo info) {
    this.wanted = wanted;
    this.lines = wanted.lines();
    String[] variants = info.getMetadataOrDefault("variant_id", "").split(",", -1);
    String[] quantities = info.getMetadataOrDefault("available", "").split(",", -1);
    for (int i = 0; i < Math.min(variants.length, quantities.length); i++) {
      if (!quantities[i].isEmpty()) {
        available.put(variants[i], Long.parseLong(quantities[i]));
      }
    }
  }

  /**
   * Returns a refusal for a lack of stock in the terms of the items, and any other without the
   * fields of the request to inventory.
   */
  static StatusRuntimeException of(StatusRuntimeException refusal, StockWanted wanted) {
    Status status = StatusProto.fromThrowable(refusal);
    return status == null || !RemoteService.refusedFor(refusal, Reason.INSUFFICIENT_STOCK)
        ? RemoteService.withoutFields(refusal)
        : StatusProto.toStatusRuntimeException(inTermsOfItems(status, wanted));
  }

  private static Status inTermsOfItems(Status status, StockWanted wanted) {
    try {
      ErrorInfo info = ErrorInfo.getDefaultInstance();
      BadRequest badRequest = BadRequest.getDefaultInstance();
      for (Any detail : status.getDetailsList()) {
        if (detail.is(ErrorInfo.class)) {
          info = detail.unpack(ErrorInfo.class);
        } else if (detail.is(BadRequest.class)) {
          badRequest = detail.unpack(BadRequest.class);
        }
      }
      return new StockRefusal(wanted, info).translate(status, info, badRequest);
    } catch (InvalidProtocolBufferException e) {
      throw new IllegalStateException("the details of an error cannot be read", e);
    }
  }

  /** Not longer than it was, but for the indexes: the whole still fits into the trailers. */
  private Status translate(Status status, ErrorInfo info, BadRequest badRequest) {
    ItemNames names = wanted.names();
    BadRequest.Builder translated = BadRequest.newBuilder();
    List<String> indexes = new ArrayList<>();
    for (FieldViolation violation : badRequest.getFieldViolationsList()) {
      int item = item(violation.getField());
      indexes.add(String.valueOf(item));
      translated.addFieldViolations(
          FieldViolation.newBuilder()
              .setField(names.field(item, QUANTITY))
              .setDescription(names.describe(item, violation.getDescription())));
    }
    ErrorInfo.Builder facts = info.toBuilder();
    if (names == ItemNames.STORED) {
      facts.putMetadata(ItemNames.ITEM_INDEX, String.join(",", indexes));
    }
    return status.toBuilder()
        .setMessage(message(status.getMessage()))
        .clearDetails()
        .addDetails(Any.pack(facts.build()))
        .addDetails(Any.pack(translated.build()))
        .build();
  }

  /** The message begins with the first violation: its field, and what is wrong with it. */
  private String message(String message) {
    Matcher line = LINE.matcher(message);
    if (!line.lookingAt()) {
      return message;
    }
    int item = item(line.group());
    String description = message.substring(line.end()).replaceFirst("^: ", "");
    return wanted.names().field(item, QUANTITY) + ": " + wanted.names().describe(item, description);
  }

  /** The item that is short, for the line that inventory names. */
  private int item(String field) {
    Matcher line = LINE.matcher(field);
    if (!line.matches()) {
      throw new IllegalStateException("inventory names no line of the reservation: " + field);
    }
    String variantId = lines.get(Integer.parseInt(line.group(1))).getVariantId();
    return wanted.itemShortOf(variantId, available.getOrDefault(variantId, Long.MAX_VALUE));
  }
}
