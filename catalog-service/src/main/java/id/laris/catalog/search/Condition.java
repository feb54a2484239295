package id.laris.catalog.search;

import java.util.HashMap;
import java.util.Map;

/**
 * A condition on a product, in SQL.
 *
 * @param sql with {@code {product}} in place of the product's id
 * @param parameters by their names, which no other condition of the same statement has
 */
record Condition(String sql, Map<String, Object> parameters) {

  static final Condition NEVER = new Condition("false", Map.of());

  String on(String product) {
    return sql.replace("{product}", product);
  }

  Condition or(Condition other) {
    Map<String, Object> all = new HashMap<>(parameters);
    all.putAll(other.parameters);
    return new Condition("%s or %s".formatted(sql, other.sql), all);
  }
}
