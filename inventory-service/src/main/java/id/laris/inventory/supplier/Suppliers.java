package id.laris.inventory.supplier;

import id.laris.common.db.Rows;
import id.laris.common.errors.Errors;
import id.laris.common.errors.PosException;
import id.laris.common.errors.Reason;
import java.util.UUID;

/** The tenant's suppliers. */
public interface Suppliers extends Rows<Supplier> {

  /** A supplier that is not deleted. */
  default Supplier live(UUID id) {
    return findById(id).filter(supplier -> !supplier.isDeleted()).orElseThrow(() -> notFound(id));
  }

  static PosException notFound(UUID id) {
    return Errors.notFound(Reason.VENDOR_NOT_FOUND, "supplier", id.toString());
  }
}
