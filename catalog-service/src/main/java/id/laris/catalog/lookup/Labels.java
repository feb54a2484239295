package id.laris.catalog.lookup;

import id.laris.catalog.lookup.EmbeddedBarcodes.Reading;
import id.laris.catalog.lookup.SellableCodes.Found;
import id.laris.common.db.Reads;
import id.laris.pos.v1.Money;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Reads the labels that scales print: barcodes that carry the code of an article with a price or a
 * weight. A variant has the code of its article as its barcode or SKU, either alone ({@code
 * 2012345}) or as a whole EAN-13 with a value of zero ({@code 2012345000001}).
 */
@Component
public class Labels {

  private final SellableCodes codes;
  private final EmbeddedBarcodes embeddedBarcodes;
  private final Reads reads;

  Labels(SellableCodes codes, EmbeddedBarcodes embeddedBarcodes, Reads reads) {
    this.codes = codes;
    this.embeddedBarcodes = embeddedBarcodes;
    this.reads = reads;
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
   * Reads labels by their barcodes, leaving out what is none: in three statements, however many
   * articles they are of.
   */
  public Map<String, Label> read(Set<String> scanned) {
    Map<String, Reading> readings = new HashMap<>();
    scanned.forEach(
        barcode ->
            embeddedBarcodes.read(barcode).ifPresent(reading -> readings.put(barcode, reading)));
    if (readings.isEmpty()) {
      return Map.of();
    }
    Set<String> articles =
        readings.values().stream()
            .flatMap(reading -> reading.storedCodes().stream())
            .collect(Collectors.toSet());
    Set<String> barcodes = new HashSet<>(readings.keySet());
    barcodes.addAll(articles);
    Found found = reads.run(() -> codes.find(barcodes, articles));
    Map<String, Label> labels = new HashMap<>();
    readings.forEach(
        (barcode, reading) -> {
          if (!found.isAssigned(barcode)) {
            labels.put(barcode, label(reading, found));
          }
        });
    return labels;
  }

  private static Label label(Reading reading, Found found) {
    UUID variantId =
        reading.storedCodes().stream()
            .flatMap(code -> found.byBarcode(code).or(() -> found.bySku(code)).stream())
            .findFirst()
            .orElse(null);
    return new Label(reading.itemCode(), variantId, reading.quantity(), reading.price());
  }
}
