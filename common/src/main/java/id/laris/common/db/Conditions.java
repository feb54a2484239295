package id.laris.common.db;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;

/**
 * The conditions that the rows of a list must meet. Only the given conditions are in the statement,
 * so that the database can choose an index for them.
 */
public final class Conditions {

  private final List<String> conditions = new ArrayList<>();
  private final Map<String, Object> values = new LinkedHashMap<>();

  public Conditions add(String condition) {
    conditions.add(condition);
    return this;
  }

  /** Adds a condition with the value of its one parameter. */
  public Conditions add(String condition, String name, Object value) {
    values.put(name, value);
    return add(condition);
  }

  /** Gives one more parameter its value. */
  public Conditions with(String name, Object value) {
    values.put(name, value);
    return this;
  }

  public Conditions addTime(String condition, String name, Instant moment) {
    return add(condition, name, moment.atOffset(ZoneOffset.UTC));
  }

  public String where() {
    return conditions.isEmpty() ? "" : " where " + String.join(" and ", conditions);
  }

  public StatementSpec apply(StatementSpec statement) {
    return statement.params(values);
  }
}
