package id.laris.sales.settings;

import id.laris.common.db.Reads;
import id.laris.common.db.Recent;
import java.time.Clock;
import java.util.Objects;
import org.springframework.stereotype.Component;

/**
 * The settings of the caller's tenant, or the defaults, kept for a few seconds by {@link Recent}.
 */
@Component
public class CurrentSettings {

  private final SalesSettings settings;
  private final Reads reads;
  private final Recent<String, SalesSetting> recent;

  CurrentSettings(SalesSettings settings, Reads reads, Clock clock) {
    this.settings = settings;
    this.reads = reads;
    this.recent = new Recent<>(clock);
  }

  public SalesSetting get() {
    return Objects.requireNonNull(
        recent.find("settings", question -> reads.run(settings::current)));
  }

  /** The current transaction changes them. */
  void changing() {
    recent.forgetAfterCommit();
  }
}
