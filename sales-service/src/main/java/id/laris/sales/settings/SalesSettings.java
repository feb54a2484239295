package id.laris.sales.settings;

import id.laris.common.db.Rows;

public interface SalesSettings extends Rows<SalesSetting> {

  /** The tenant's settings, or the defaults. */
  default SalesSetting current() {
    return findById(SalesSetting.ID).orElseGet(SalesSetting::new);
  }
}
