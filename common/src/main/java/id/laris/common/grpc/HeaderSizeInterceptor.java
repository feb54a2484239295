package id.laris.common.grpc;

import id.laris.common.errors.Errors;
import id.laris.common.errors.StatusMapper;
import io.grpc.Grpc;
import io.grpc.InternalMetadata;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.StatusRuntimeException;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.annotation.Order;
import org.springframework.grpc.server.GlobalServerInterceptor;
import org.springframework.stereotype.Component;

/**
 * Refuses calls with more than 8 KiB of headers, before anything reads them. The transport lets
 * larger ones through, because it would end them without an explanation, and the connection with
 * all its other calls.
 */
@Component
@GlobalServerInterceptor
@Order(50)
class HeaderSizeInterceptor implements ServerInterceptor {

  private static final Logger log = LoggerFactory.getLogger(HeaderSizeInterceptor.class);

  private static final int MAX_BYTES = 8 * 1024;

  /** The share of each header beside its name and value, as HTTP/2 counts. */
  private static final int FRAME_BYTES = 32;

  private final StatusMapper statuses;
  private final RefusalLog refusals =
      new RefusalLog(log, "calls with more than %d bytes of headers".formatted(MAX_BYTES));

  HeaderSizeInterceptor(StatusMapper statuses) {
    this.statuses = statuses;
  }

  @Override
  public <Q, R> ServerCall.Listener<Q> interceptCall(
      ServerCall<Q, R> call, Metadata headers, ServerCallHandler<Q, R> next) {
    if (bytes(headers) <= MAX_BYTES) {
      return next.startCall(call, headers);
    }
    refusals.add(call.getAttributes().get(Grpc.TRANSPORT_ATTR_REMOTE_ADDR));
    StatusRuntimeException status =
        statuses.toStatus(Errors.headersTooLarge(MAX_BYTES), Headers.traceId(headers));
    call.close(status.getStatus(), Objects.requireNonNull(status.getTrailers()));
    return new ServerCall.Listener<>() {};
  }

  /** The size without that of the pseudo headers, which gRPC keeps to itself. */
  private static int bytes(Metadata headers) {
    int bytes = 0;
    // Names and values by turns; keys() has a name that is sent many times only once.
    for (byte[] part : InternalMetadata.serialize(headers)) {
      bytes += part.length + FRAME_BYTES / 2;
    }
    return bytes;
  }
}
