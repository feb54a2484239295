package id.laris.common.errors;

import com.google.protobuf.Any;
import com.google.protobuf.CodedOutputStream;
import com.google.rpc.BadRequest;
import com.google.rpc.BadRequest.FieldViolation;
import com.google.rpc.ErrorInfo;
import com.google.rpc.RetryInfo;
import io.grpc.StatusRuntimeException;
import io.grpc.protobuf.StatusProto;
import java.time.Duration;
import java.util.List;
import java.util.function.IntUnaryOperator;
import java.util.stream.Collectors;

/**
 * The status of an error, small enough for every client: clients refuse a call whose trailers are
 * larger than 8 KiB, and say that something is exhausted.
 *
 * <p>So an error lists as many violations as fit, and the entries of its lists that belong to them.
 * If there are more, {@code violations_total} says how many there are.
 */
final class FittedStatus {

  /** The name, the value and 32 bytes for each trailer, as HTTP/2 counts them. */
  static final int MAX_TRAILERS_BYTES = 7_000;

  static final String VIOLATIONS_TOTAL = "violations_total";

  /** All trailers but the values of grpc-message and grpc-status-details-bin. */
  private static final int FRAME_BYTES = 300;

  /** The message is part of the details, and stands in a trailer of its own, percent-encoded. */
  private static final int MAX_ENCODED_MESSAGE_BYTES = 1_200;

  private static final int MAX_TEXT_BYTES = 300;
  private static final int TOTAL_BYTES = 40;
  private static final String CUT = "...";

  private final PosException error;
  private final List<FieldViolation> violations;
  private final int total;

  private FittedStatus(PosException error) {
    this.error = error;
    this.violations = error.violations().stream().map(FittedStatus::violation).toList();
    int longestList =
        error.lists().values().stream().mapToInt(List::size).max().orElse(violations.size());
    this.total = Math.max(violations.size(), longestList);
  }

  static StatusRuntimeException of(PosException error) {
    return StatusProto.toStatusRuntimeException(new FittedStatus(error).build());
  }

  private com.google.rpc.Status build() {
    String message =
        cut(error.getMessage(), MAX_ENCODED_MESSAGE_BYTES, FittedStatus::percentEncodedBytes);
    int messageBytes = message.codePoints().map(FittedStatus::percentEncodedBytes).sum();
    // Details are base64-encoded: 4 characters for 3 bytes.
    int mostBytes = (MAX_TRAILERS_BYTES - FRAME_BYTES - messageBytes) / 4 * 3;
    int emptyBytes = status(message, 0).getSerializedSize() + TOTAL_BYTES;
    return status(message, thatFit(mostBytes - emptyBytes));
  }

  private int thatFit(int bytes) {
    int used = 0;
    for (int count = 0; count < total; count++) {
      used += bytesOf(count);
      if (used > bytes) {
        return count;
      }
    }
    return total;
  }

  private int bytesOf(int index) {
    int bytes = 0;
    if (index < violations.size()) {
      bytes += CodedOutputStream.computeMessageSize(1, violations.get(index));
    }
    for (List<String> list : error.lists().values()) {
      if (index < list.size()) {
        bytes += entry(list.get(index)).codePoints().map(FittedStatus::utf8Bytes).sum() + 1;
      }
    }
    return bytes;
  }

  private com.google.rpc.Status status(String message, int count) {
    com.google.rpc.Status.Builder status =
        com.google.rpc.Status.newBuilder()
            .setCode(error.reason().grpc().value())
            .setMessage(message)
            .addDetails(Any.pack(info(count)));
    if (!violations.isEmpty()) {
      status.addDetails(
          Any.pack(
              BadRequest.newBuilder().addAllFieldViolations(first(violations, count)).build()));
    }
    error.retryAfter().ifPresent(after -> status.addDetails(Any.pack(retryInfo(after))));
    return status.build();
  }

  private ErrorInfo info(int count) {
    ErrorInfo.Builder info =
        ErrorInfo.newBuilder()
            .setReason(error.reason().name())
            .setDomain(StatusMapper.DOMAIN)
            .putMetadata("code", error.reason().code());
    error.facts().forEach((name, value) -> info.putMetadata(name, cut(value)));
    error.lists().forEach((name, list) -> info.putMetadata(name, joined(first(list, count))));
    if (count < total) {
      info.putMetadata(VIOLATIONS_TOTAL, String.valueOf(total));
    }
    return info.build();
  }

  private static String joined(List<String> list) {
    return list.stream().map(FittedStatus::entry).collect(Collectors.joining(","));
  }

  /** An entry of a list, as CSV has it: in quotation marks, where it contains a comma. */
  private static String entry(String value) {
    String text = cut(value);
    return text.contains(",") || text.contains("\"")
        ? "\"" + text.replace("\"", "\"\"") + "\""
        : text;
  }

  private static <T> List<T> first(List<T> list, int count) {
    return list.subList(0, Math.min(count, list.size()));
  }

  private static FieldViolation violation(PosException.FieldViolation violation) {
    return FieldViolation.newBuilder()
        .setField(cut(violation.field()))
        .setDescription(cut(violation.description()))
        .build();
  }

  private static RetryInfo retryInfo(Duration after) {
    return RetryInfo.newBuilder()
        .setRetryDelay(
            com.google.protobuf.Duration.newBuilder()
                .setSeconds(after.toSeconds())
                .setNanos(after.toNanosPart()))
        .build();
  }

  private static String cut(String text) {
    return cut(text, MAX_TEXT_BYTES, FittedStatus::utf8Bytes);
  }

  private static String cut(String text, int mostBytes, IntUnaryOperator bytesOf) {
    int bytes = 0;
    int endOfCut = 0;
    for (int i = 0; i < text.length(); i += Character.charCount(text.codePointAt(i))) {
      if (bytes <= mostBytes - CUT.length()) {
        endOfCut = i;
      }
      bytes += bytesOf.applyAsInt(text.codePointAt(i));
      if (bytes > mostBytes) {
        return text.substring(0, endOfCut) + CUT;
      }
    }
    return text;
  }

  private static int utf8Bytes(int codePoint) {
    if (codePoint < 0x80) {
      return 1;
    }
    return codePoint < 0x800 ? 2 : codePoint < 0x10000 ? 3 : 4;
  }

  /** The bytes as gRPC writes them into grpc-message. */
  private static int percentEncodedBytes(int codePoint) {
    boolean asItIs = codePoint >= ' ' && codePoint <= '~' && codePoint != '%';
    return asItIs ? 1 : 3 * utf8Bytes(codePoint);
  }
}
