package id.laris.common.errors;

import id.laris.common.errors.PosException.FieldViolation;
import java.time.Duration;
import java.util.List;
import java.util.UUID;

/** The one factory of failures. Messages say what was wrong and what to do. */
public final class Errors {

  private static final Duration SOON = Duration.ofMillis(500);
  private static final Duration LATER = Duration.ofSeconds(5);

  private Errors() {}

  public static PosException of(Reason reason, String message) {
    return new PosException(reason, message, List.of(), null);
  }

  /** One field of the request is wrong. */
  public static PosException invalid(String field, String description) {
    return invalid(List.of(new FieldViolation(field, description)));
  }

  /** Several fields of the request are wrong. */
  public static PosException invalid(List<FieldViolation> violations) {
    return invalid(Reason.VALIDATION_FAILED, violations);
  }

  /** A field is wrong in a way that has a reason of its own. */
  public static PosException invalid(Reason reason, String field, String description) {
    return invalid(reason, List.of(new FieldViolation(field, description)));
  }

  /** Several fields are wrong; the reason is that of the first. */
  public static PosException invalid(Reason reason, List<FieldViolation> violations) {
    FieldViolation first = violations.getFirst();
    String rest = violations.size() == 1 ? "" : " (and %d more)".formatted(violations.size() - 1);
    return new PosException(
        reason, first.field() + ": " + first.description() + rest, violations, null);
  }

  public static PosException notFound(String resource, UUID id) {
    return notFound(resource, id.toString());
  }

  public static PosException notFound(String resource, String id) {
    return notFound(Reason.NOT_FOUND, resource, id);
  }

  /** The resource does not exist, and its kind has a reason of its own for that. */
  public static PosException notFound(Reason reason, String resource, String id) {
    return of(reason, "The %s %s does not exist.".formatted(resource, id))
        .with("resource", resource)
        .with("id", id);
  }

  public static PosException alreadyExists(String resource, UUID id) {
    return of(
            Reason.ALREADY_EXISTS,
            "The id %s already belongs to another %s: choose a new id, or send the same content."
                .formatted(id, resource))
        .with("resource", resource)
        .with("id", id);
  }

  public static PosException versionConflict(String resource, UUID id, int expected, int actual) {
    return of(
            Reason.VERSION_CONFLICT,
            "The %s %s was changed in the meantime: read it again and repeat the change."
                .formatted(resource, id))
        .with("resource", resource)
        .with("id", id)
        .with("expected", expected)
        .with("actual", actual);
  }

  /** Others changed the same rows at the same moment, each time that the work was done again. */
  public static PosException concurrentChange() {
    return of(
        Reason.CONCURRENT_CHANGE,
        "Other calls changed the same thing at the same moment, so nothing was changed: send the"
            + " same request again.");
  }

  public static PosException illegalTransition(String resource, UUID id, String from, String to) {
    return of(
            Reason.ILLEGAL_STATE_TRANSITION,
            "The %s %s is %s: it cannot become %s.".formatted(resource, id, from, to))
        .with("resource", resource)
        .with("id", id)
        .with("from", from)
        .with("to", to);
  }

  /** A change that the state of a resource does not allow. */
  public static PosException wrongState(String resource, UUID id, String current, String required) {
    return of(
            Reason.ILLEGAL_STATE_TRANSITION,
            "The %s %s is %s, but this call requires %s."
                .formatted(resource, id, current, required))
        .with("resource", resource)
        .with("id", id)
        .with("from", current)
        .with("to", required);
  }

  public static PosException unauthenticated(String message) {
    return of(Reason.UNAUTHENTICATED, message);
  }

  public static PosException permissionDenied(String permission) {
    return of(Reason.PERMISSION_DENIED, "The caller needs the scope %s.".formatted(permission))
        .with("permission", permission);
  }

  /** A service or database that the call needs does not answer; the same call may succeed soon. */
  public static PosException unavailable(String what) {
    return new PosException(
        Reason.UNAVAILABLE,
        what + " is not available: nothing was changed, try again.",
        List.of(),
        SOON);
  }

  /** The database answers but takes no writes; an operator must make room, or make it writable. */
  public static PosException writesRefused() {
    return retryable(
        Reason.UNAVAILABLE,
        "The database takes no writes (its disk is full, or it is read-only): nothing was changed,"
            + " try again later.",
        LATER);
  }

  /**
   * A service or database stopped answering during the call, so it is unknown whether the change
   * was made.
   */
  public static PosException outcomeUnknown(String what) {
    return new PosException(
        Reason.UNAVAILABLE,
        what
            + " stopped answering, and the change may have been made: repeat the call with the same"
            + " idempotency key or id, which never makes a change twice.",
        List.of(),
        SOON);
  }

  /** Creates an error as {@link #of} does, for a call that may succeed after a while. */
  public static PosException retryable(Reason reason, String message, Duration retryAfter) {
    return new PosException(reason, message, List.of(), retryAfter);
  }

  /** A stream that cannot go on here, because the server stops. */
  public static PosException stopping() {
    return new PosException(
        Reason.UNAVAILABLE,
        "The server is stopping: reconnect with the last cursor.",
        List.of(),
        SOON);
  }

  /** Creates the error for a cursor whose next events are no longer kept. */
  public static PosException cursorExpired() {
    return of(
        Reason.CURSOR_EXPIRED,
        "Events after this cursor were deleted because of their age: call ListEvents with"
            + " after_cursor now and keep its next_cursor, then read the current state again, then"
            + " follow the events from that cursor.");
  }

  public static PosException rateLimited(Duration retryAfter) {
    return new PosException(
        Reason.RATE_LIMITED,
        "Too many requests from this address: slow down and try again.",
        List.of(),
        retryAfter);
  }

  /** Creates the error for a call whose headers nothing has read. */
  public static PosException headersTooLarge(int mostBytes) {
    return of(
        Reason.HEADERS_TOO_LARGE,
        "The headers of the call are larger than %d bytes: send fewer or shorter ones."
            .formatted(mostBytes));
  }

  public static PosException invalidPageToken() {
    return of(
        Reason.INVALID_PAGE_TOKEN,
        "The page token is unknown to this list: start again with an empty one.");
  }

  /** Anything unforeseen. The caller gets the trace id to report, and no detail. */
  public static PosException internal(String traceId) {
    return of(
            Reason.INTERNAL, "The server failed unexpectedly: report the trace id to its operator.")
        .with("trace_id", traceId);
  }
}
