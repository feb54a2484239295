package id.laris.catalog.memory;

import com.google.protobuf.Message;
import java.util.List;
import java.util.Map;

/** How much memory parts take, in about as many bytes: measured with 100,000 products. */
final class Weight {

  /** What a part takes beside what is in it: its key, and its place in the cache. */
  private static final int EACH = 250;

  private static final int BYTES_OF_AN_ENTRY = 150;
  private static final int BYTES_OF_A_PRICE = 300;
  private static final int BYTES_OF_A_ROW = 1_000;

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
          case List<?> rows -> BYTES_OF_A_ROW * rows.size();
          default -> 0;
        };
  }

  private static int of(Message message) {
    return MEMORY_OF_A_WIRE_BYTE * message.getSerializedSize();
  }
}
