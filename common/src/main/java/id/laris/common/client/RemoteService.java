package id.laris.common.client;

import com.google.protobuf.Any;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.rpc.BadRequest;
import com.google.rpc.ErrorInfo;
import id.laris.common.errors.Errors;
import id.laris.common.errors.Reason;
import io.github.resilience4j.circuitbreaker.CallNotPermittedException;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.retry.Retry;
import io.grpc.Channel;
import io.grpc.Context;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.protobuf.StatusProto;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A client of another service of Laris. Every call has a deadline, is repeated if the service
 * cannot be reached, and fails at once after the service was out of reach for some time. Only
 * repeatable calls are made, and never inside a transaction.
 */
public final class RemoteService {

  private static final Logger log = LoggerFactory.getLogger(RemoteService.class);

  private final String name;
  private final Channel channel;
  private final Channel ownChannel;
  private final Retry retry;
  private final CircuitBreaker circuitBreaker;

  RemoteService(
      String name,
      Channel channel,
      Channel ownChannel,
      Retry retry,
      CircuitBreaker circuitBreaker) {
    this.name = name;
    this.channel = channel;
    this.ownChannel = ownChannel;
    this.retry = retry;
    this.circuitBreaker = circuitBreaker;
  }

  /**
   * Returns the channel for requests on behalf of the caller: it forwards the credentials and the
   * trace of the current call, and sets the deadline.
   */
  public Channel channel() {
    return channel;
  }

  /**
   * Returns the channel for requests that the rules of this service need, whatever the caller
   * itself may do: a till that sells does not need the permission to change stock. It sends the
   * service key.
   */
  public Channel ownChannel() {
    return ownChannel;
  }

  /**
   * Makes a call.
   *
   * @throws id.laris.common.errors.PosException UNAVAILABLE where the service cannot be reached in
   *     time
   * @throws StatusRuntimeException any other answer of the service, details and all
   */
  public <R> R call(Supplier<R> call) {
    try {
      return Retry.decorateSupplier(retry, CircuitBreaker.decorateSupplier(circuitBreaker, call))
          .get();
    } catch (CallNotPermittedException e) {
      throw Errors.unavailable("The %s service".formatted(name));
    } catch (StatusRuntimeException e) {
      if (outOfReach(e)) {
        log.warn("the {} service cannot be reached: {}", name, e.getStatus());
        throw Errors.unavailable("The %s service".formatted(name));
      }
      throw e;
    }
  }

  /** Returns whether the service refused for one of these reasons. */
  public static boolean refusedFor(StatusRuntimeException refusal, Reason... reasons) {
    com.google.rpc.Status status = StatusProto.fromThrowable(refusal);
    return status != null
        && status.getDetailsList().stream()
            .filter(detail -> detail.is(ErrorInfo.class))
            .map(RemoteService::reason)
            .anyMatch(reason -> Arrays.stream(reasons).map(Reason::name).anyMatch(reason::equals));
  }

  /**
   * The refusal without the fields that it names: they are of a request that the caller of this
   * service has not sent. The message says what is wrong, too.
   */
  public static StatusRuntimeException withoutFields(StatusRuntimeException refusal) {
    com.google.rpc.Status status = StatusProto.fromThrowable(refusal);
    if (status == null) {
      return refusal;
    }
    List<Any> details =
        status.getDetailsList().stream().filter(detail -> !detail.is(BadRequest.class)).toList();
    return StatusProto.toStatusRuntimeException(
        status.toBuilder().clearDetails().addAllDetails(details).build());
  }

  private static String reason(Any errorInfo) {
    try {
      return errorInfo.unpack(ErrorInfo.class).getReason();
    } catch (InvalidProtocolBufferException e) {
      throw new IllegalStateException("the details of an error cannot be read", e);
    }
  }

  /**
   * Returns whether there was no answer, as opposed to a refusal. A caller that did not wait long
   * enough proves nothing about the service.
   */
  static boolean outOfReach(Throwable thrown) {
    return !Context.current().isCancelled()
        && thrown instanceof StatusRuntimeException e
        && (e.getStatus().getCode() == Status.Code.UNAVAILABLE
            || e.getStatus().getCode() == Status.Code.DEADLINE_EXCEEDED);
  }
}
