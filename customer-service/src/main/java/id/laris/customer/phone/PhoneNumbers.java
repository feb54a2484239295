package id.laris.customer.phone;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberFormat;
import com.google.i18n.phonenumbers.Phonenumber.PhoneNumber;
import id.laris.common.CannotStart;
import java.util.Optional;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * Reads telephone numbers: those without a country code are numbers of {@code POS_DEFAULT_REGION},
 * Indonesia unless set.
 */
@Component
public class PhoneNumbers {

  private final PhoneNumberUtil numbers = PhoneNumberUtil.getInstance();
  private final String region;

  PhoneNumbers(@Value("${pos.default-region}") String region) {
    if (!numbers.getSupportedRegions().contains(region)) {
      throw new CannotStart(
          "POS_DEFAULT_REGION is %s, which has no telephone numbers: set it to an ISO 3166-1 code such as ID."
              .formatted(region));
    }
    this.region = region;
  }

  /** The number as E.164, such as {@code +6281234567890}; nothing where the text is no number. */
  public Optional<String> e164(String text) {
    try {
      PhoneNumber number = numbers.parse(text, region);
      // E.164 has no place for an extension: the number without it would be another one.
      return numbers.isValidNumber(number) && !number.hasExtension()
          ? Optional.of(numbers.format(number, PhoneNumberFormat.E164))
          : Optional.empty();
    } catch (NumberParseException _) {
      return Optional.empty();
    }
  }
}
