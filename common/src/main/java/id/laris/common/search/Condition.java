package id.laris.common.search;

import java.util.HashMap;
import java.util.Map;

/**
 * A condition on a thing, in SQL.
 *
 * @param sql with {@code {row}} in place of the thing's id
 * @param parameters by their names, which no other condition of the same statement has
 */
public record Condition(String sql, Map<String, Object> parameters) {

  static final Condition NEVER = new Condition("false", Map.of());

  public String on(String row) {
    return sql.replace("{row}", row);
  }

  Condition or(Condition other) {
    Map<String, Object> all = new HashMap<>(parameters);
    all.putAll(other.parameters);
    return new Condition("%s or %s".formatted(sql, other.sql), all);
  }
}
