package id.laris.promotion.json;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import com.google.protobuf.util.JsonFormat;
import id.laris.pos.v1.PromotionRules;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Messages as the JSON that protobuf defines for them, so that the database of a shop can be read
 * without Laris. A version that is older than the one that wrote them reads as much as it knows,
 * and can ask whether that is all.
 */
public final class ProtoJson {

  private static final Logger log = LoggerFactory.getLogger(ProtoJson.class);

  private static final JsonFormat.Printer PRINTER =
      JsonFormat.printer().omittingInsignificantWhitespace();
  private static final JsonFormat.Parser STRICT = JsonFormat.parser();
  private static final JsonFormat.Parser LENIENT = STRICT.ignoringUnknownFields();

  private static final Pattern ID =
      Pattern.compile("\"[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}\"");

  private ProtoJson() {}

  /** The rules with their ids in lower case, as Laris writes ids: these are compared as texts. */
  public static PromotionRules withCanonicalIds(PromotionRules rules) {
    String json =
        ID.matcher(write(rules)).replaceAll(match -> match.group().toLowerCase(Locale.ROOT));
    return read(json, PromotionRules.getDefaultInstance());
  }

  public static String write(Message message) {
    try {
      return PRINTER.print(message);
    } catch (InvalidProtocolBufferException e) {
      throw new IllegalStateException("a message cannot be stored", e);
    }
  }

  /** The size of a stored message. */
  public static int bytes(String json) {
    return json.getBytes(StandardCharsets.UTF_8).length;
  }

  /** Reads what is known here of a message of the type of this empty one. */
  public static <M extends Message> M read(String json, M empty) {
    Message.Builder builder = empty.newBuilderForType();
    try {
      LENIENT.merge(json, builder);
    } catch (InvalidProtocolBufferException e) {
      // A value of an enum in a list that a later version has added: nothing of it can be read.
      log.warn("a stored {} is not known here", empty.getDescriptorForType().getFullName(), e);
      return empty;
    }
    @SuppressWarnings("unchecked") // the builder was made by a message of this type
    M message = (M) builder.build();
    return message;
  }

  /** Reports whether all that a stored message of this type says is known here. */
  public static boolean isKnown(String json, Message empty) {
    try {
      STRICT.merge(json, empty.newBuilderForType());
      return true;
    } catch (InvalidProtocolBufferException e) {
      return false;
    }
  }
}
