package id.laris.catalog.lookup;

import id.laris.catalog.code.Barcodes;
import id.laris.catalog.code.Gtin;
import id.laris.catalog.lookup.EmbeddedBarcodes.Reading;
import id.laris.pos.v1.Money;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Reads the labels that scales print: barcodes that carry the code of an article with a price or a
 * weight. A variant has the code of its article as its barcode or SKU, either alone ({@code
 * 2012345}) or as a whole EAN-13 with a value of zero ({@code 2012345000001}).
 */
@Component
public class Labels {

  private final Barcodes barcodes;
  private final SellableCodes codes;
  private final EmbeddedBarcodes embeddedBarcodes;

  Labels(Barcodes barcodes, SellableCodes codes, EmbeddedBarcodes embeddedBarcodes) {
    this.barcodes = barcodes;
    this.codes = codes;
    this.embeddedBarcodes = embeddedBarcodes;
  }

  /**
   * The content of a label.
   *
   * @param itemCode the code of the article
   * @param variantId null where no variant has that code
   * @param quantity in the smallest step of the unit; 0 where the label carries a price
   * @param price of everything that the label is on; empty where it carries a weight
   */
  public record Label(
      String itemCode, @Nullable UUID variantId, long quantity, Optional<Money> price) {

    /** Returns whether it carries the value zero, as the code of an article by itself does. */
    public boolean isEmpty() {
      return price.map(Money::getAmount).orElse(quantity) == 0;
    }
  }

  /**
   * Reads a label. A barcode that is assigned to an article as a whole is none, nor is one whose
   * check digit is wrong or whose prefix is not configured.
   */
  public Optional<Label> read(String barcode) {
    return Optional.ofNullable(read(Set.of(barcode)).get(barcode));
  }

  /**
   * Reads labels by their barcodes, leaving out what is none: a few statements for each article.
   */
  public Map<String, Label> read(Set<String> scanned) {
    Map<String, Reading> readings = new HashMap<>();
    scanned.forEach(
        barcode ->
            embeddedBarcodes.read(barcode).ifPresent(reading -> readings.put(barcode, reading)));
    if (readings.isEmpty()) {
      return Map.of();
    }
    Set<String> assigned = barcodes.findAll(readings.keySet()).keySet();
    readings.keySet().removeIf(barcode -> assigned.contains(Gtin.key(barcode)));
    Map<String, Optional<UUID>> articles = new HashMap<>();
    Map<String, Label> labels = new HashMap<>();
    readings.forEach(
        (barcode, reading) ->
            labels.put(
                barcode,
                new Label(
                    reading.itemCode(),
                    articles
                        .computeIfAbsent(reading.itemCode(), code -> variantOf(reading))
                        .orElse(null),
                    reading.quantity(),
                    reading.price())));
    return labels;
  }

  private Optional<UUID> variantOf(Reading reading) {
    return reading.storedCodes().stream()
        .flatMap(code -> codes.byBarcode(code).or(() -> codes.bySku(code)).stream())
        .findFirst();
  }
}
