package id.laris.rules;

import com.google.protobuf.Descriptors.EnumValueDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import id.laris.pos.v1.PromotionResult.Reason;
import id.laris.pos.v1.PromotionRules;
import id.laris.pos.v1.PromotionRules.StackingClass;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Refuses rules of which a part is not known here, because a later version of Laris has made them:
 * a promotion must not apply because a condition was not understood. The other promotions of a cart
 * go on.
 */
final class KnownRules {
  private KnownRules() {}

  /** Returns why the rules cannot be followed, or null if they can. */
  static @Nullable Refusal refusal(PromotionRules rules) {
    boolean known =
        rules.hasBenefit()
            && rules.getStackingClass() != StackingClass.STACKING_CLASS_UNSPECIFIED
            && isKnown(rules);
    return known
        ? null
        : new Refusal(
            Reason.NOT_ACTIVE,
            "A later version made it, and this one does not know all its rules.");
  }

  /** Every choice in the rules is required, so an open one is a value that is not known here. */
  private static boolean isKnown(Message message) {
    return message.getUnknownFields().asMap().isEmpty()
        && message.getDescriptorForType().getRealOneofs().stream().allMatch(message::hasOneof)
        && message.getAllFields().entrySet().stream()
            .allMatch(field -> isKnown(field.getKey(), field.getValue()));
  }

  private static boolean isKnown(FieldDescriptor field, Object value) {
    return field.isRepeated()
        ? ((List<?>) value).stream().allMatch(KnownRules::isKnownValue)
        : isKnownValue(value);
  }

  private static boolean isKnownValue(Object value) {
    return switch (value) {
      case Message message -> isKnown(message);
      case EnumValueDescriptor constant ->
          constant.getType().findValueByNumber(constant.getNumber()) != null;
      default -> true;
    };
  }
}
