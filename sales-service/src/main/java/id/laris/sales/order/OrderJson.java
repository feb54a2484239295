package id.laris.sales.order;

import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.PropertyAccessor;
import java.sql.Types;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.SqlParameterValue;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Orders and their returns as JSON, and as columns: each field has the name of its column. */
public final class OrderJson {

  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .changeDefaultVisibility(
              visibility ->
                  visibility
                      .withVisibility(PropertyAccessor.ALL, Visibility.NONE)
                      .withVisibility(PropertyAccessor.FIELD, Visibility.ANY))
          .changeDefaultPropertyInclusion(
              inclusion -> inclusion.withValueInclusion(JsonInclude.Include.NON_NULL))
          // A payment that was taken elsewhere has nothing in the columns of the gateway.
          .disable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .build();

  private OrderJson() {}

  public static <T> T read(String json, Class<T> type) {
    return MAPPER.readValue(json, type);
  }

  /**
   * The columns of a stored thing by their names, each as text or null. A null has a type as well:
   * the driver prepares a statement anew where the type of a parameter is another than before.
   */
  public static Map<String, SqlParameterValue> columns(Object stored, Collection<String> names) {
    JsonNode document = MAPPER.valueToTree(stored);
    Map<String, SqlParameterValue> columns = new HashMap<>();
    for (String name : names) {
      JsonNode value = document.get(name);
      boolean isNull = value == null || value.isNull();
      columns.put(name, new SqlParameterValue(Types.VARCHAR, isNull ? null : text(value)));
    }
    return columns;
  }

  private static String text(JsonNode value) {
    return value.isContainer() ? value.toString() : value.asString();
  }

  /** The lines or the payments of an order. */
  static String write(List<?> parts) {
    return MAPPER.writeValueAsString(parts);
  }
}
