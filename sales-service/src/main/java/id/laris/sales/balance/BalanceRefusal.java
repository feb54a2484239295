package id.laris.sales.balance;

import com.google.protobuf.Any;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import com.google.rpc.BadRequest;
import com.google.rpc.BadRequest.FieldViolation;
import com.google.rpc.ErrorInfo;
import com.google.rpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.protobuf.StatusProto;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A refusal of customer-service in the terms of the caller: customer-service names the holds that
 * it was asked for, and the caller knows the payments.
 */
final class BalanceRefusal {

  private static final Pattern HOLD = Pattern.compile("holds\\[(\\d+)]\\.(\\w+)");

  private final BalancesWanted wanted;

  private BalanceRefusal(BalancesWanted wanted) {
    this.wanted = wanted;
  }

  /** Returns the refusal with the fields of the caller's request. */
  static StatusRuntimeException of(StatusRuntimeException refusal, BalancesWanted wanted) {
    Status status = StatusProto.fromThrowable(refusal);
    return status == null
        ? refusal
        : StatusProto.toStatusRuntimeException(new BalanceRefusal(wanted).translate(status));
  }

  /** Returns whether a gift card is the reason, and not the attempt. */
  static boolean isOfCard(StatusRuntimeException refusal) {
    Status status = StatusProto.fromThrowable(refusal);
    return status != null
        && status.getDetailsList().stream()
            .anyMatch(
                detail ->
                    detail.is(BadRequest.class)
                        || (detail.is(ErrorInfo.class)
                            && read(detail, ErrorInfo.class)
                                .getMetadataOrDefault("resource", "")
                                .equals("gift card")));
  }

  private Status translate(Status status) {
    List<Any> details = new ArrayList<>();
    for (Any detail : status.getDetailsList()) {
      details.add(
          detail.is(BadRequest.class)
              ? Any.pack(translate(read(detail, BadRequest.class)))
              : detail);
    }
    return status.toBuilder()
        .setMessage(translate(status.getMessage()))
        .clearDetails()
        .addAllDetails(details)
        .build();
  }

  private static <D extends Message> D read(Any detail, Class<D> type) {
    try {
      return detail.unpack(type);
    } catch (InvalidProtocolBufferException e) {
      throw new IllegalStateException("the details of an error cannot be read", e);
    }
  }

  private BadRequest translate(BadRequest badRequest) {
    BadRequest.Builder translated = BadRequest.newBuilder();
    for (FieldViolation violation : badRequest.getFieldViolationsList()) {
      translated.addFieldViolations(
          violation.toBuilder().setField(translate(violation.getField())));
    }
    return translated.build();
  }

  private String translate(String text) {
    return HOLD.matcher(text).replaceAll(this::field);
  }

  private String field(MatchResult hold) {
    return Matcher.quoteReplacement(wanted.field(Integer.parseInt(hold.group(1)), hold.group(2)));
  }
}
