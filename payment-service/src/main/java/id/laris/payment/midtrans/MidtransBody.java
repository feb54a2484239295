package id.laris.payment.midtrans;

import java.util.HashMap;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.MissingNode;

/**
 * The body of a gateway's message, read leniently: unknown fields and numbers in place of texts are
 * accepted, and a body that is not JSON has no fields.
 */
final class MidtransBody {

  static final JsonMapper JSON =
      JsonMapper.builder()
          // If a body has two amounts, neither can be trusted.
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .build();

  private static final int MAX_TEXT = 2_000;

  /** The values as sent, numbers digit for digit: signatures cover some of them. */
  private final Map<String, String> scalars = new HashMap<>();

  private final Map<String, JsonNode> nested = new HashMap<>();

  private MidtransBody() {}

  static MidtransBody parse(String text) {
    MidtransBody body = new MidtransBody();
    try (JsonParser parser = JSON.createParser(text)) {
      if (parser.nextToken() == JsonToken.START_OBJECT) {
        body.read(parser);
        if (parser.nextToken() == null) {
          return body;
        }
      }
    } catch (JacksonException e) {
      // It has no fields, then. Its text is quoted nowhere, as it may hold secrets.
    }
    return new MidtransBody();
  }

  private void read(JsonParser parser) {
    while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
      String name = parser.currentName();
      JsonToken value = parser.nextToken();
      if (value.isStructStart()) {
        JsonNode tree = parser.readValueAsTree();
        nested.put(name, tree);
      } else if (value != JsonToken.VALUE_NULL) {
        scalars.put(name, parser.getString());
      }
    }
  }

  /** Returns the field as it was sent; empty where there is none. */
  String raw(String field) {
    return scalars.getOrDefault(field, "");
  }

  /** Returns the field, fit to be shown and stored; empty where there is none. */
  String text(String field) {
    return printable(raw(field));
  }

  JsonNode node(String field) {
    return nested.getOrDefault(field, MissingNode.getInstance());
  }

  boolean isEmpty() {
    return scalars.isEmpty();
  }

  /** Removes control characters and unpaired surrogates, and bounds the length. */
  static String printable(String text) {
    StringBuilder printable = new StringBuilder();
    text.codePoints()
        .limit(MAX_TEXT)
        .filter(c -> !Character.isISOControl(c) && Character.getType(c) != Character.SURROGATE)
        .forEach(printable::appendCodePoint);
    return printable.toString();
  }

  /** Shortens the text to so many characters, without splitting a surrogate pair. */
  static String truncate(String text, int length) {
    if (text.length() <= length) {
      return text;
    }
    boolean splits = Character.isHighSurrogate(text.charAt(length - 1));
    return text.substring(0, splits ? length - 1 : length);
  }
}
