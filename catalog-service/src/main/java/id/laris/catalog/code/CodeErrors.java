package id.laris.catalog.code;

import id.laris.common.errors.Errors;
import id.laris.common.errors.PosException;
import id.laris.common.errors.Reason;
import java.util.Set;
import java.util.function.Supplier;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/** The errors for a code that is in use. */
public final class CodeErrors {

  private static final Set<String> SKU_KEYS = Set.of("product_sku_key", "variant_sku_key");

  private CodeErrors() {}

  /**
   * Stores a row with this SKU; if two calls do so at the same moment, the unique index decides.
   */
  public static <T> T guardSku(String sku, Supplier<T> store) {
    try {
      return store.get();
    } catch (RuntimeException e) {
      if (violatesSkuKey(e)) {
        throw skuTaken(sku);
      }
      throw e;
    }
  }

  static PosException skuTaken(String sku) {
    return Errors.of(
            Reason.SKU_ALREADY_EXISTS,
            "The SKU %s is in use: choose another, or change the product or variant that has it."
                .formatted(sku))
        .with("sku", sku);
  }

  public static PosException barcodeTaken(String barcode) {
    return Errors.of(
            Reason.BARCODE_ALREADY_ASSIGNED,
            "The barcode %s is in use: choose another, or remove it from the product or variant that has it."
                .formatted(barcode))
        .with("barcode", barcode);
  }

  private static boolean violatesSkuKey(Throwable thrown) {
    for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
      if (cause instanceof PSQLException sql) {
        ServerErrorMessage message = sql.getServerErrorMessage();
        return message != null && SKU_KEYS.contains(String.valueOf(message.getConstraint()));
      }
    }
    return false;
  }
}
