package id.laris.common.grpc;

import id.laris.common.errors.Errors;

/**
 * An item is sold in a quantity that the caller sends, or in that of the label that was scanned.
 */
public final class LabelledQuantity {

  private LabelledQuantity() {}

  /**
   * Refuses an item with neither or both.
   *
   * @param path of the item, with a dot at its end; empty for the request itself
   */
  public static void require(String path, String labelBarcode, long quantity) {
    if (labelBarcode.isEmpty() && quantity == 0) {
      throw Errors.invalid(path + "quantity", "must be more than 0, unless label_barcode is given");
    }
    if (!labelBarcode.isEmpty() && quantity != 0) {
      throw Errors.invalid(path + "quantity", "is that of the label: leave it out");
    }
  }
}
