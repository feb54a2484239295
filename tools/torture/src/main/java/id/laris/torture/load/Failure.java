package id.laris.torture.load;

import com.google.protobuf.Any;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.rpc.ErrorInfo;
import io.grpc.StatusRuntimeException;
import io.grpc.protobuf.StatusProto;
import java.util.Set;

/**
 * The reason why an attempt failed.
 *
 * @param reason of Laris, or the status of gRPC in small letters where Laris said nothing
 * @param definite whether repeating it cannot change it, and nothing has happened
 */
record Failure(String reason, boolean definite) {

  /** Laris itself does not know, or asks to try again. */
  private static final Set<String> PASSING =
      Set.of(
          "UNAVAILABLE",
          "INTERNAL",
          "VERSION_CONFLICT",
          "CONCURRENT_CHANGE",
          "RATE_LIMITED",
          "CIRCUIT_OPEN",
          "GATEWAY_TIMEOUT",
          "GATEWAY_UNAVAILABLE",
          "GATEWAY_RATE_LIMITED");

  static Failure of(StatusRuntimeException thrown) {
    com.google.rpc.Status status = StatusProto.fromThrowable(thrown);
    if (status != null) {
      for (Any detail : status.getDetailsList()) {
        if (detail.is(ErrorInfo.class)) {
          String reason = reason(detail);
          return new Failure(reason, !PASSING.contains(reason));
        }
      }
    }
    return new Failure(
        thrown.getStatus().getCode().name().toLowerCase(java.util.Locale.ROOT), false);
  }

  private static String reason(Any detail) {
    try {
      return detail.unpack(ErrorInfo.class).getReason();
    } catch (InvalidProtocolBufferException e) {
      throw new IllegalStateException(e);
    }
  }
}
