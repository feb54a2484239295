package id.laris.promotion.json;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import com.google.protobuf.util.JsonFormat;
import id.laris.pos.v1.PromotionRules;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Messages as the JSON that protobuf defines for them, so that the database of a shop can be read
 * without Laris. Fields of a later version are left out by an earlier one.
 */
public final class ProtoJson {

  private static final JsonFormat.Printer PRINTER =
      JsonFormat.printer().omittingInsignificantWhitespace();
  private static final JsonFormat.Parser PARSER = JsonFormat.parser().ignoringUnknownFields();

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

  /** Reads a message of the type of this empty one. */
  public static <M extends Message> M read(String json, M empty) {
    Message.Builder builder = empty.newBuilderForType();
    try {
      PARSER.merge(json, builder);
    } catch (InvalidProtocolBufferException e) {
      throw new IllegalStateException(
          "a stored %s cannot be read".formatted(empty.getDescriptorForType().getFullName()), e);
    }
    @SuppressWarnings("unchecked") // the builder was made by a message of this type
    M message = (M) builder.build();
    return message;
  }
}
