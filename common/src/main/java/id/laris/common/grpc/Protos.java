package id.laris.common.grpc;

import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Descriptors.OneofDescriptor;
import com.google.protobuf.FieldMask;
import com.google.protobuf.Message;
import com.google.protobuf.Timestamp;
import com.google.protobuf.util.Timestamps;
import id.laris.common.errors.Errors;
import id.laris.common.money.Currencies;
import id.laris.pos.v1.Money;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Conversions between messages and Java values. */
public final class Protos {

  /** The largest amount, in minor units, that anything here can have: sums of many stay exact. */
  public static final long MAX_AMOUNT = 1_000_000_000_000_000L;

  private static final Set<String> TIME_ZONES = Set.copyOf(ZoneId.getAvailableZoneIds());

  /** The fields that the server sets. */
  private static final Set<String> STAMPS = Set.of("version", "created_at", "updated_at");

  private Protos() {}

  public static Timestamp timestamp(Instant instant) {
    return Timestamp.newBuilder()
        .setSeconds(instant.getEpochSecond())
        .setNanos(instant.getNano())
        .build();
  }

  /** Sets a field where there is a time to set. */
  public static void setTime(@Nullable Instant instant, Consumer<Timestamp> setter) {
    if (instant != null) {
      setter.accept(timestamp(instant));
    }
  }

  /**
   * The time, in microseconds as Postgres keeps it; a time out of the range of the calendar is
   * refused.
   */
  public static Instant instant(String field, Timestamp timestamp) {
    if (!Timestamps.isValid(timestamp)) {
      throw Errors.invalid(field, "must be a time between the years 1 and 9999");
    }
    return Instant.ofEpochSecond(timestamp.getSeconds(), timestamp.getNanos() / 1_000 * 1_000L);
  }

  public static Money money(long amount, String currency) {
    return Money.newBuilder().setAmount(amount).setCurrency(currency).build();
  }

  /** The code of a currency that exists, in capitals as ISO 4217 writes it. */
  public static String currency(String field, String code) {
    if (!Currencies.isKnown(code)) {
      throw Errors.invalid(field, "must be an ISO 4217 currency code such as IDR");
    }
    return code;
  }

  /** An amount of a currency that exists, within bounds. */
  public static Money money(String field, Money money, long least, long most) {
    currency(field + ".currency", money.getCurrency());
    if (money.getAmount() < least || money.getAmount() > most) {
      throw Errors.invalid(
          field + ".amount", "must be between %d and %d minor units".formatted(least, most));
    }
    return money;
  }

  /** The paths of an update mask, where it names nothing but what can be updated. */
  public static List<String> paths(FieldMask mask, Set<String> updatable) {
    if (mask.getPathsCount() == 0) {
      throw Errors.invalid("update_mask", "must name the fields to change");
    }
    for (String path : mask.getPathsList()) {
      if (!updatable.contains(path)) {
        throw Errors.invalid(
            "update_mask",
            "names a field that cannot be changed; the fields that can: "
                + String.join(", ", updatable.stream().sorted().toList()));
      }
    }
    return mask.getPathsList().stream().distinct().toList();
  }

  /**
   * A resource as an update leaves it: the current one, with what the paths name taken from the
   * wanted one. The paths must name the wanted member of a oneof; they may name its other members
   * too, with the same result.
   *
   * @param resource the field of the request that holds the wanted one, for what is said of it
   */
  public static <M extends Message> M updated(
      String resource, M current, M wanted, List<String> paths) {
    Message.Builder updated = current.toBuilder();
    for (String path : paths) {
      FieldDescriptor field = current.getDescriptorForType().findFieldByName(path);
      OneofDescriptor choice = field.getRealContainingOneof();
      if (!field.hasPresence() || wanted.hasField(field)) {
        updated.setField(field, wanted.getField(field));
      } else if (choice == null) {
        updated.clearField(field);
      } else if (!wanted.hasOneof(choice)
          || !paths.contains(wanted.getOneofFieldDescriptor(choice).getName())) {
        throw Errors.invalid(resource + "." + path, "must be given, because update_mask names it");
      }
    }
    @SuppressWarnings("unchecked") // what the builder of an M builds is an M
    M result = (M) updated.build();
    return result;
  }

  /** The defaults, with every field that the request has under the same name taken from there. */
  public static <M extends Message> M copyOf(Message request, M defaults) {
    Message.Builder copy = defaults.toBuilder();
    for (FieldDescriptor field : request.getDescriptorForType().getFields()) {
      FieldDescriptor same = defaults.getDescriptorForType().findFieldByName(field.getName());
      if (same == null) {
        throw new IllegalArgumentException(
            "%s has no field %s"
                .formatted(defaults.getDescriptorForType().getFullName(), field.getName()));
      }
      if (!field.hasPresence() || request.hasField(field)) {
        copy.setField(same, request.getField(field));
      }
    }
    @SuppressWarnings("unchecked") // what the builder of an M builds is an M
    M result = (M) copy.build();
    return result;
  }

  /** A region, whose rules the IANA database has: an offset has no rules, and may be mistaken. */
  public static ZoneId timeZone(String field, String id) {
    if (!TIME_ZONES.contains(id)) {
      throw Errors.invalid(field, "must be an IANA time zone such as Asia/Jakarta");
    }
    return ZoneId.of(id);
  }

  /** A text that must not be empty once it is set by an update. */
  public static String required(String field, String text) {
    if (text.isEmpty()) {
      throw Errors.invalid(field, "must not be empty");
    }
    return text;
  }

  /** Returns whether two resources have the same content, apart from their times and versions. */
  public static boolean sameContent(Message one, Message other) {
    return withoutStamps(one).equals(withoutStamps(other));
  }

  private static Message withoutStamps(Message message) {
    Message.Builder builder = message.toBuilder();
    for (FieldDescriptor field : message.getDescriptorForType().getFields()) {
      if (STAMPS.contains(field.getName())) {
        builder.clearField(field);
      }
    }
    return builder.build();
  }
}
