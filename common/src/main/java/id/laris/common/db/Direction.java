package id.laris.common.db;

import id.laris.common.errors.Errors;
import jakarta.persistence.criteria.CriteriaBuilder;
import jakarta.persistence.criteria.Expression;
import jakarta.persistence.criteria.Predicate;
import java.util.UUID;
import org.springframework.data.domain.Sort;

/**
 * The direction of a list. A page token is good for one direction only: going on the other way
 * would show rows twice, or not at all.
 */
public enum Direction {
  ASCENDING(""),
  DESCENDING("desc-");

  private final String tokenPrefix;

  Direction(String tokenPrefix) {
    this.tokenPrefix = tokenPrefix;
  }

  public static Direction of(boolean descending) {
    return descending ? DESCENDING : ASCENDING;
  }

  /** Returns the token of the page after this row. */
  String token(UUID last) {
    return tokenPrefix + last;
  }

  /**
   * Returns the row after which the page of the token begins; refuses one of the other direction.
   */
  public UUID last(String token) {
    if (!token.startsWith(tokenPrefix)) {
      throw Errors.invalidPageToken();
    }
    return Page.token(token.substring(tokenPrefix.length()));
  }

  /** The columns, from {@code a, b} to {@code a desc, b desc} where it is descending. */
  public String orderBy(String... columns) {
    return String.join(this == ASCENDING ? ", " : " desc, ", columns)
        + (this == ASCENDING ? "" : " desc");
  }

  /** The comparison of a row with the one before it, in SQL. */
  public String comparison() {
    return this == ASCENDING ? ">" : "<";
  }

  Sort sort(String... attributes) {
    Sort sort = Sort.by(attributes);
    return this == ASCENDING ? sort : sort.descending();
  }

  <V extends Comparable<V>> Predicate after(CriteriaBuilder cb, Expression<V> attribute, V value) {
    return this == ASCENDING ? cb.greaterThan(attribute, value) : cb.lessThan(attribute, value);
  }
}
