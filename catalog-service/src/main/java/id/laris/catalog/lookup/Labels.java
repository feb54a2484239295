package id.laris.catalog.lookup;

import id.laris.pos.v1.Money;
import java.util.Optional;
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

  private final SellableCodes codes;
  private final EmbeddedBarcodes embeddedBarcodes;

  Labels(SellableCodes codes, EmbeddedBarcodes embeddedBarcodes) {
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
    return embeddedBarcodes
        .read(barcode)
        .filter(reading -> codes.byBarcode(barcode).isEmpty())
        .map(
            reading ->
                new Label(
                    reading.itemCode(),
                    variantOf(reading).orElse(null),
                    reading.quantity(),
                    reading.price()));
  }

  private Optional<UUID> variantOf(EmbeddedBarcodes.Reading reading) {
    return reading.storedCodes().stream()
        .flatMap(code -> codes.byBarcode(code).or(() -> codes.bySku(code)).stream())
        .findFirst();
  }
}
