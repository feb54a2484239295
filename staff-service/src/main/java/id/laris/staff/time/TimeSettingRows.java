package id.laris.staff.time;

import id.laris.common.db.Rows;

/** The settings of the tenant, one row or none. */
public interface TimeSettingRows extends Rows<TimeSetting> {

  /** The tenant's settings, or the defaults. */
  default TimeSetting current() {
    return findById(TimeSetting.ID).orElseGet(TimeSetting::new);
  }
}
