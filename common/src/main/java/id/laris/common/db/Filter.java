package id.laris.common.db;

import jakarta.persistence.criteria.CriteriaBuilder;
import jakarta.persistence.criteria.Expression;
import jakarta.persistence.criteria.Path;
import jakarta.persistence.criteria.Predicate;
import jakarta.persistence.criteria.Root;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import org.springframework.data.jpa.domain.Specification;

/**
 * The conditions that the rows of a list must meet. A condition whose value is null is left out of
 * the statement, so that the database can choose an index for the others.
 */
public final class Filter<T> {

  private final List<BiFunction<Root<T>, CriteriaBuilder, Predicate>> conditions =
      new ArrayList<>();

  public static <T> Filter<T> all() {
    return new Filter<>();
  }

  public Filter<T> equal(String attribute, @Nullable Object value) {
    return value == null ? this : and((row, cb) -> cb.equal(path(row, attribute), value));
  }

  public <V extends Comparable<V>> Filter<T> atLeast(String attribute, @Nullable V value) {
    return value == null
        ? this
        : and((row, cb) -> cb.greaterThanOrEqualTo(Filter.<V>path(row, attribute), value));
  }

  public <V extends Comparable<V>> Filter<T> before(String attribute, @Nullable V value) {
    return value == null
        ? this
        : and((row, cb) -> cb.lessThan(Filter.<V>path(row, attribute), value));
  }

  /** Leaves out rows with a {@code deletedAt}, unless they are asked for. */
  public Filter<T> deletedToo(boolean included) {
    return included ? this : and((row, cb) -> cb.isNull(row.get("deletedAt")));
  }

  public Filter<T> and(BiFunction<Root<T>, CriteriaBuilder, Predicate> condition) {
    conditions.add(condition);
    return this;
  }

  /** The attribute, or with dots that of an embedded one. */
  private static <V> Expression<V> path(Root<?> row, String attribute) {
    Path<?> path = row;
    for (String step : attribute.split("\\.", -1)) {
      path = path.get(step);
    }
    @SuppressWarnings("unchecked") // the caller knows the type of its attribute
    Expression<V> typed = (Expression<V>) path;
    return typed;
  }

  Specification<T> toSpecification() {
    return (row, query, cb) ->
        cb.and(
            conditions.stream()
                .map(condition -> condition.apply(row, cb))
                .toArray(Predicate[]::new));
  }
}
