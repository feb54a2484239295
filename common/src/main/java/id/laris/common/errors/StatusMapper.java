package id.laris.common.errors;

import id.laris.common.money.AmountOverflow;
import io.grpc.StatusRuntimeException;
import io.grpc.protobuf.StatusProto;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.postgresql.util.PSQLException;
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

  private final NamedConstraints constraints;

  StatusMapper(NamedConstraints constraints) {
    this.constraints = constraints;
  }

  public StatusRuntimeException toStatus(Throwable thrown, String traceId) {
    if (thrown instanceof StatusRuntimeException remote
        && StatusProto.fromThrowable(remote) != null) {
      // The error of another service of Laris is passed on with its details.
      return remote;
    }
    return FittedStatus.of(toPosException(thrown, traceId));
  }

  private PosException toPosException(Throwable thrown, String traceId) {
    for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
      if (cause instanceof PosException known) {
        return known;
      }
      if (cause instanceof AmountOverflow) {
        return Errors.invalid(
            "request",
            "has amounts that are too large: each, and their sum, must be at most 10^15 minor units");
      }
      if (Contention.isLost(cause)) {
        return Errors.concurrentChange();
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
    if (sql instanceof PSQLException violation && state.startsWith("23")) {
      return constraints.error(violation).orElseGet(() -> unnamed(violation));
    }
    if (PassingFailure.refusesWrites(sql)) {
      log.error("the database takes no writes: {} {}", state, sql.getMessage());
      return Errors.writesRefused();
    }
    if (PassingFailure.isPassing(sql)) {
      log.warn("database unavailable: {} {}", state, sql.getMessage());
      return Errors.outcomeUnknown("The database");
    }
    return null;
  }

  /** A row that others kept storing first, each time that the work was done again. */
  private @Nullable PosException unnamed(PSQLException violation) {
    if (!constraints.isTwin(violation)) {
      return null;
    }
    log.warn("others kept storing the same key first: {}", violation.getMessage());
    return Errors.concurrentChange();
  }
}
