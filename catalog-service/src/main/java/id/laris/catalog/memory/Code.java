package id.laris.catalog.memory;

import java.util.Locale;

/** Codes as they are kept: SKUs whatever their case, barcodes as they were asked for. */
final class Code {

  private Code() {}

  static String sku(String sku) {
    return "sku:" + sku.toLowerCase(Locale.ROOT);
  }

  static String barcode(String barcode) {
    return "barcode:" + barcode;
  }
}
