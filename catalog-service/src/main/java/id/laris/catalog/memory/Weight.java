package id.laris.catalog.memory;

import com.google.protobuf.Message;
import id.laris.catalog.levy.Levy;
import java.util.List;
import java.util.Map;

/** Estimates the memory that parts take, in bytes. */
final class Weight {

  /** The key of a part, and its place in the cache. */
  private static final int EACH = 250;

  private static final int BYTES_OF_AN_ENTRY = 150;
  private static final int BYTES_OF_A_PRICE = 300;
  private static final int BYTES_OF_A_LEVY = 1_000;
  private static final int BYTES_OF_AN_ID = 40;

  /** Objects are larger than what goes over the wire. */
  private static final int MEMORY_OF_A_WIRE_BYTE = 4;

  private Weight() {}

  static int of(Object part) {
    return EACH
        + switch (part) {
          case KnownProduct product -> of(product.message());
          case KnownVariant variant ->
              of(variant.message()) + BYTES_OF_A_PRICE * variant.prices().size();
          case Message message -> of(message);
          case Map<?, ?> entries -> BYTES_OF_AN_ENTRY * entries.size();
          case List<?> all -> all.stream().mapToInt(Weight::ofOne).sum();
          default -> 0;
        };
  }

  private static int ofOne(Object id) {
    return id instanceof Levy levy
        ? BYTES_OF_A_LEVY
            + BYTES_OF_AN_ID
                * (levy.bearers().productIds().size() + levy.bearers().categoryIds().size())
        : BYTES_OF_AN_ID;
  }

  private static int of(Message message) {
    return MEMORY_OF_A_WIRE_BYTE * message.getSerializedSize();
  }
}
