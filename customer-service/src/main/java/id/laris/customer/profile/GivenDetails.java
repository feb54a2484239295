package id.laris.customer.profile;

import com.google.type.Date;
import id.laris.common.db.Change;
import id.laris.common.errors.Errors;
import id.laris.common.errors.Reason;
import id.laris.customer.phone.PhoneNumbers;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.MonthDay;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.springframework.stereotype.Component;

/**
 * Brings the details that a caller gives of a customer into the form in which they are stored.
 *
 * <p>Errors: PHONE_INVALID; VALIDATION_FAILED for a birthday that does not exist or is in the
 * future.
 */
@Component
class GivenDetails {

  /** Where a day begins first: nobody is refused whose birthday it is already. */
  private static final ZoneOffset FIRST = ZoneOffset.ofHours(14);

  private final PhoneNumbers phones;
  private final Clock clock;

  GivenDetails(PhoneNumbers phones, Clock clock) {
    this.phones = phones;
    this.clock = clock;
  }

  /** The wanted customer in that form; what the caller does not name stays as it is. */
  id.laris.pos.v1.Customer normalized(
      Change<Customer, id.laris.pos.v1.Customer> change, id.laris.pos.v1.Customer wanted) {
    id.laris.pos.v1.Customer.Builder normal = wanted.toBuilder();
    if (change.names("phone") && !wanted.getPhone().isEmpty()) {
      normal.setPhone(phone(change.field("phone"), wanted.getPhone()));
    }
    if (change.names("other_phones")) {
      List<String> others = new ArrayList<>();
      for (int i = 0; i < wanted.getOtherPhonesCount(); i++) {
        others.add(
            phone("%s[%d]".formatted(change.field("other_phones"), i), wanted.getOtherPhones(i)));
      }
      normal
          .clearOtherPhones()
          .addAllOtherPhones(
              others.stream().filter(one -> !one.equals(normal.getPhone())).distinct().toList());
    }
    if (change.names("birthday") && wanted.hasBirthday()) {
      requireBirthday(change.field("birthday"), wanted.getBirthday());
    }
    return normal.build();
  }

  private String phone(String field, String given) {
    return phones
        .e164(given)
        .orElseThrow(
            () ->
                Errors.invalid(
                    Reason.PHONE_INVALID,
                    field,
                    "must be a telephone number such as +6281234567890, without an extension"));
  }

  private void requireBirthday(String field, Date birthday) {
    try {
      if (birthday.getYear() == 0) {
        var _ = MonthDay.of(birthday.getMonth(), birthday.getDay());
      } else if (LocalDate.of(birthday.getYear(), birthday.getMonth(), birthday.getDay())
              .isAfter(LocalDate.ofInstant(clock.instant(), FIRST))
          || birthday.getYear() < 0) {
        throw Errors.invalid(field, "must not be in the future or before the year 1");
      }
    } catch (DateTimeException _) {
      throw Errors.invalid(
          field, "must be a date that exists; its year is 0 if only day and month are known");
    }
  }
}
