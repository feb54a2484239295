package id.laris.sales.order;

import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.PropertyAccessor;
import java.util.List;
import tools.jackson.databind.DeserializationFeature;
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

  static String write(Order order) {
    return MAPPER.writeValueAsString(order);
  }

  /** The lines or the payments of an order. */
  static String write(List<?> parts) {
    return MAPPER.writeValueAsString(parts);
  }
}
