package id.laris.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.google.protobuf.Any;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import com.google.rpc.BadRequest;
import com.google.rpc.ErrorInfo;
import com.google.rpc.RetryInfo;
import id.laris.common.errors.Reason;
import io.grpc.StatusRuntimeException;
import io.grpc.protobuf.StatusProto;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** The error of a refused call. */
public final class Refusal {

  private final com.google.rpc.Status status;
  private final ErrorInfo info;

  private Refusal(com.google.rpc.Status status, ErrorInfo info) {
    this.status = status;
    this.info = info;
  }

  /** Makes the call and expects it to be refused, with the details that every error of ours has. */
  public static Refusal of(ThrowingCallable call) {
    StatusRuntimeException thrown = catchThrowableOfType(StatusRuntimeException.class, call);
    assertThat(thrown).as("the call should have been refused").isNotNull();
    return of(thrown);
  }

  public static Refusal of(StatusRuntimeException thrown) {
    com.google.rpc.Status status = StatusProto.fromThrowable(thrown);
    if (status == null) {
      throw new AssertionError("no details: " + thrown.getStatus(), thrown);
    }
    Optional<ErrorInfo> info = detail(status, ErrorInfo.class);
    assertThat(info).as("ErrorInfo of %s", thrown.getStatus()).isPresent();
    return new Refusal(status, info.orElseThrow());
  }

  public Refusal has(Reason reason) {
    assertThat(info.getReason()).as(status.getMessage()).isEqualTo(reason.name());
    assertThat(info.getDomain()).isEqualTo("pos");
    assertThat(info.getMetadataOrThrow("code")).isEqualTo(reason.code());
    assertThat(status.getCode()).isEqualTo(reason.grpc().value());
    return this;
  }

  /** Expects a fact in the metadata, such as {@code due=500}. */
  public Refusal with(String fact, Object value) {
    assertThat(info.getMetadataMap()).containsEntry(fact, String.valueOf(value));
    return this;
  }

  /** Expects the fields to be named as wrong. */
  public Refusal naming(String... fields) {
    assertThat(fields()).contains(fields);
    return this;
  }

  /** Expects words in the message. */
  public Refusal saying(String words) {
    assertThat(message()).contains(words);
    return this;
  }

  public List<String> fields() {
    return fields(status);
  }

  static List<String> fields(com.google.rpc.Status status) {
    return detail(status, BadRequest.class).stream()
        .flatMap(badRequest -> badRequest.getFieldViolationsList().stream())
        .map(BadRequest.FieldViolation::getField)
        .toList();
  }

  public boolean saysWhenToRetry() {
    return detail(status, RetryInfo.class).isPresent();
  }

  /**
   * The size of the trailers as HTTP/2 counts it, and clients limit it: the name, the value and 32
   * bytes for each.
   */
  public int trailersBytes() {
    int message = 0;
    for (byte b : status.getMessage().getBytes(StandardCharsets.UTF_8)) {
      message += b >= ' ' && b <= '~' && b != '%' ? 1 : "%00".length();
    }
    int details = (status.getSerializedSize() * 4 + 2) / 3;
    return trailer(":status", 3)
        + trailer("content-type", "application/grpc".length())
        + trailer("grpc-status", 2)
        + trailer("grpc-message", message)
        + trailer("grpc-status-details-bin", details);
  }

  private static int trailer(String name, int valueBytes) {
    return name.length() + valueBytes + 32;
  }

  public String reason() {
    return info.getReason();
  }

  public String message() {
    return status.getMessage();
  }

  public Map<String, String> facts() {
    return info.getMetadataMap();
  }

  private static <M extends Message> Optional<M> detail(
      com.google.rpc.Status status, Class<M> type) {
    return status.getDetailsList().stream()
        .filter(any -> any.is(type))
        .findFirst()
        .map(any -> unpack(any, type));
  }

  private static <M extends Message> M unpack(Any any, Class<M> type) {
    try {
      return any.unpack(type);
    } catch (InvalidProtocolBufferException e) {
      throw new AssertionError(e);
    }
  }
}
