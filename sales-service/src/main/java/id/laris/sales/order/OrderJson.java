package id.laris.sales.order;

import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.PropertyAccessor;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Orders as JSON: each field has the name of its column. */
final class OrderJson {

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

  static Order read(String json) {
    return MAPPER.readValue(json, Order.class);
  }

  /** The columns of an order by their names, each as text or null. */
  static Map<String, @Nullable String> columns(Order order) {
    JsonNode document = MAPPER.valueToTree(order);
    Map<String, @Nullable String> columns = new HashMap<>();
    for (String name : OrderSql.COLUMNS) {
      JsonNode value = document.get(name);
      columns.put(name, value == null || value.isNull() ? null : text(value));
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
