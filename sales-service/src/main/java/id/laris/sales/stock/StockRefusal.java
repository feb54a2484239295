package id.laris.sales.stock;

import com.google.protobuf.Any;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.rpc.BadRequest;
import com.google.rpc.ErrorInfo;
import com.google.rpc.Status;
import id.laris.common.client.RemoteService;
import id.laris.common.errors.Reason;
import id.laris.pos.v1.StockLine;
import io.grpc.StatusRuntimeException;
import io.grpc.protobuf.StatusProto;
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

  /** Returns the refusal with the items of the order as its fields, or as it is if it has none. */
  static StatusRuntimeException of(StatusRuntimeException refusal, StockWanted wanted) {
    Status status = StatusProto.fromThrowable(refusal);
    return status == null || !RemoteService.refusedFor(refusal, Reason.INSUFFICIENT_STOCK)
        ? refusal
        : StatusProto.toStatusRuntimeException(inTermsOfItems(status, wanted));
  }

  private static Status inTermsOfItems(Status status, StockWanted wanted) {
    try {
      ErrorInfo info = ErrorInfo.getDefaultInstance();
      for (Any detail : status.getDetailsList()) {
        if (detail.is(ErrorInfo.class)) {
          info = detail.unpack(ErrorInfo.class);
        }
      }
      StockRefusal translated = new StockRefusal(wanted, info);
      Status.Builder builder =
          status.toBuilder().clearDetails().setMessage(translated.text(status.getMessage()));
      for (Any detail : status.getDetailsList()) {
        builder.addDetails(
            detail.is(BadRequest.class)
                ? Any.pack(translated.fields(detail.unpack(BadRequest.class)))
                : detail);
      }
      return builder.build();
    } catch (InvalidProtocolBufferException e) {
      throw new IllegalStateException("the details of an error cannot be read", e);
    }
  }

  private BadRequest fields(BadRequest badRequest) {
    BadRequest.Builder builder = badRequest.toBuilder();
    builder
        .getFieldViolationsBuilderList()
        .forEach(violation -> violation.setField(text(violation.getField())));
    return builder.build();
  }

  /** Replaces the line that a text begins with. */
  private String text(String text) {
    Matcher line = LINE.matcher(text);
    return line.lookingAt() ? item(line.group(1)) + text.substring(line.end()) : text;
  }

  private String item(String line) {
    String variantId = lines.get(Integer.parseInt(line)).getVariantId();
    long left = available.getOrDefault(variantId, Long.MAX_VALUE);
    return "items[%d].quantity".formatted(wanted.itemShortOf(variantId, left));
  }
}
