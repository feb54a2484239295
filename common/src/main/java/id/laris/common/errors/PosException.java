package id.laris.common.errors;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A failure that the caller can understand: a {@link Reason}, a sentence, and the facts. Made by
 * {@link Errors} only.
 */
public final class PosException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** A field of the request and what is wrong with it. */
  public record FieldViolation(String field, String description) {}

  private final Reason reason;
  private final transient Map<String, String> facts = new LinkedHashMap<>();
  private final transient Map<String, List<String>> lists = new LinkedHashMap<>();
  private final transient List<FieldViolation> violations;
  private final @Nullable Duration retryAfter;

  PosException(
      Reason reason,
      String message,
      List<FieldViolation> violations,
      @Nullable Duration retryAfter) {
    // No stack trace: these are answers, not faults, and they are made often.
    super(message, null, false, false);
    this.reason = reason;
    this.violations = List.copyOf(violations);
    this.retryAfter = retryAfter;
  }

  /** Adds a fact to the metadata, such as {@code requested=5}. */
  public PosException with(String name, Object value) {
    facts.put(name, String.valueOf(value));
    return this;
  }

  /**
   * Adds a fact with an entry for each violation, in their order. The metadata has the entries of
   * the violations that the answer has room for, as a line of CSV (RFC 4180).
   */
  public PosException withEach(String name, List<String> values) {
    lists.put(name, List.copyOf(values));
    return this;
  }

  public Reason reason() {
    return reason;
  }

  public Map<String, String> facts() {
    return facts;
  }

  /** Returns the facts with an entry for each violation. */
  public Map<String, List<String>> lists() {
    return lists;
  }

  public List<FieldViolation> violations() {
    return violations;
  }

  /** Returns the time to wait before trying again, if that helps. */
  public Optional<Duration> retryAfter() {
    return Optional.ofNullable(retryAfter);
  }

  @Override
  public String getMessage() {
    return String.valueOf(super.getMessage());
  }
}
