package id.laris.common.errors;

import com.google.protobuf.Any;
import com.google.rpc.BadRequest;
import com.google.rpc.ErrorInfo;
import com.google.rpc.RetryInfo;
import io.grpc.StatusRuntimeException;
import io.grpc.protobuf.StatusProto;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Turns every exception into a gRPC status with {@code google.rpc.ErrorInfo}. Nothing leaves the
 * process without passing here.
 */
@Component
public class StatusMapper {

  /** {@code ErrorInfo.domain} of every error. */
  public static final String DOMAIN = "pos";

  private static final Logger log = LoggerFactory.getLogger(StatusMapper.class);

  private final Map<String, Supplier<PosException>> byConstraint = new HashMap<>();

  StatusMapper(List<ConstraintErrors> constraintErrors) {
    constraintErrors.forEach(errors -> byConstraint.putAll(errors.byConstraint()));
  }

  public StatusRuntimeException toStatus(Throwable thrown, String traceId) {
    if (thrown instanceof StatusRuntimeException remote
        && StatusProto.fromThrowable(remote) != null) {
      // The error of another service of Laris is passed on with its details.
      return remote;
    }
    return toStatus(toPosException(thrown, traceId));
  }

  private PosException toPosException(Throwable thrown, String traceId) {
    for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
      if (cause instanceof PosException known) {
        return known;
      }
      if (cause instanceof ArithmeticException) {
        return Errors.invalid("amount", "the amounts are too large: at most 10^15 minor units");
      }
      if (cause instanceof SQLException sql) {
        PosException known = fromDatabase(sql);
        if (known != null) {
          return known;
        }
      }
    }
    log.error("unforeseen failure, trace {}", traceId, thrown);
    return Errors.internal(traceId);
  }

  private @Nullable PosException fromDatabase(SQLException sql) {
    String state = String.valueOf(sql.getSQLState());
    if (sql instanceof PSQLException postgres && state.startsWith("23")) {
      ServerErrorMessage message = postgres.getServerErrorMessage();
      Supplier<PosException> known =
          message == null ? null : byConstraint.get(String.valueOf(message.getConstraint()));
      return known == null ? null : known.get();
    }
    if (PassingFailure.isPassing(sql)) {
      log.warn("database unavailable: {} {}", state, sql.getMessage());
      return Errors.outcomeUnknown("The database");
    }
    return null;
  }

  private static StatusRuntimeException toStatus(PosException error) {
    com.google.rpc.Status.Builder status =
        com.google.rpc.Status.newBuilder()
            .setCode(error.reason().grpc().value())
            .setMessage(error.getMessage())
            .addDetails(
                Any.pack(
                    ErrorInfo.newBuilder()
                        .setReason(error.reason().name())
                        .setDomain(DOMAIN)
                        .putMetadata("code", error.reason().code())
                        .putAllMetadata(error.facts())
                        .build()));
    if (!error.violations().isEmpty()) {
      BadRequest.Builder badRequest = BadRequest.newBuilder();
      error
          .violations()
          .forEach(
              violation ->
                  badRequest
                      .addFieldViolationsBuilder()
                      .setField(violation.field())
                      .setDescription(violation.description()));
      status.addDetails(Any.pack(badRequest.build()));
    }
    error.retryAfter().ifPresent(after -> status.addDetails(Any.pack(retryInfo(after))));
    return StatusProto.toStatusRuntimeException(status.build());
  }

  private static RetryInfo retryInfo(Duration after) {
    return RetryInfo.newBuilder()
        .setRetryDelay(
            com.google.protobuf.Duration.newBuilder()
                .setSeconds(after.toSeconds())
                .setNanos(after.toNanosPart()))
        .build();
  }
}
