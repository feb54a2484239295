package id.laris.inventory.stock;

import tools.jackson.databind.json.JsonMapper;

/** Layers as the columns of type {@code jsonb} have them. */
final class LayersJson {

  private static final JsonMapper MAPPER = JsonMapper.builder().build();

  private LayersJson() {}

  static Layers read(String json) {
    return MAPPER.readValue(json, Layers.class);
  }

  static String write(Layers layers) {
    return MAPPER.writeValueAsString(layers);
  }
}
