package id.laris.catalog.lookup;

import id.laris.catalog.code.Gtin;
import id.laris.common.CannotStart;
import id.laris.common.grpc.Protos;
import id.laris.common.money.Amounts;
import id.laris.pos.v1.Money;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * Reads the barcodes that scales print: an EAN-13 {@code PP IIIII VVVVV C} of a prefix, the code of
 * the article, a price or a weight, and the check digit. Which prefixes carry what is configured,
 * such as {@code 20:price,21:weight,22:price:100}: a price is in steps of one minor unit of the
 * default currency, or of as many as the number behind it says (rupiah on a label, at 100 minor
 * units: 100); a weight is in the smallest step of the variant's unit.
 */
@Component
class EmbeddedBarcodes {

  private static final Pattern RULE =
      Pattern.compile("(2[0-9]):(?:(weight)|price(?::([1-9][0-9]{0,5}))?)");
  private static final Pattern EAN_13 = Pattern.compile("([0-9]{2})([0-9]{5})([0-9]{5})[0-9]");

  /**
   * The content of a barcode.
   *
   * @param itemCode prefix and article, 7 digits
   * @param quantity 0 where it carries a price
   * @param price empty where it carries a weight
   */
  record Reading(String itemCode, long quantity, Optional<Money> price) {

    /**
     * The ways in which the article may be stored: its code alone, or with the rest of an EAN-13 as
     * zeros, the check digit right or a zero too.
     */
    List<String> storedCodes() {
      String zeros = itemCode + "00000";
      Stream<String> filled =
          IntStream.rangeClosed(0, 9)
              .mapToObj(checkDigit -> zeros + checkDigit)
              .filter(code -> Gtin.isGtin(code) || code.equals(zeros + "0"));
      return Stream.concat(Stream.of(itemCode), filled).toList();
    }
  }

  /**
   * The meaning of a prefix for the value: a weight, or a price in steps of so many minor units.
   */
  private record Meaning(boolean weight, long minorUnits) {}

  private final Map<String, Meaning> meanings;

  private final String currency;

  EmbeddedBarcodes(
      @Value("${pos.embedded-barcodes:}") String rules,
      @Value("${pos.default-currency:IDR}") String currency) {
    this.meanings = parse(rules);
    this.currency = currency;
  }

  private static Map<String, Meaning> parse(String rules) {
    Map<String, Meaning> meanings = new HashMap<>();
    for (String rule : rules.isBlank() ? new String[0] : rules.split(",", -1)) {
      Matcher parts = RULE.matcher(rule.strip());
      if (!parts.matches()) {
        throw new CannotStart(
            "POS_EMBEDDED_BARCODES must be rules such as 20:price,21:weight,22:price:100 with prefixes from 20 to 29; \"%s\" is none."
                .formatted(rule.replaceAll("\\p{Cntrl}", "?")));
      }
      boolean weight = parts.group(2) != null;
      long minorUnits = parts.group(3) == null ? 1 : Long.parseLong(parts.group(3));
      if (meanings.put(parts.group(1), new Meaning(weight, minorUnits)) != null) {
        throw new CannotStart(
            "POS_EMBEDDED_BARCODES names the prefix %s twice: give each a rule of its own, such as 20:price,21:weight."
                .formatted(parts.group(1)));
      }
    }
    return meanings;
  }

  /** Reads the content of the barcode, if its prefix is configured. */
  Optional<Reading> read(String barcode) {
    return Gtin.ean13(barcode).map(EAN_13::matcher).filter(Matcher::matches).flatMap(this::read);
  }

  private Optional<Reading> read(Matcher parts) {
    String itemCode = parts.group(1) + parts.group(2);
    long value = Long.parseLong(parts.group(3));
    return Optional.ofNullable(meanings.get(parts.group(1)))
        .map(
            meaning ->
                meaning.weight()
                    ? new Reading(itemCode, value, Optional.empty())
                    : new Reading(itemCode, 0, Optional.of(price(value, meaning))));
  }

  private Money price(long value, Meaning meaning) {
    return Protos.money(Amounts.multiply(value, meaning.minorUnits()), currency);
  }
}
