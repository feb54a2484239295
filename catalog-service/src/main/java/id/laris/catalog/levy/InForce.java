package id.laris.catalog.levy;

import id.laris.common.db.Recent;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The active levies of one kind by place. An answer may be a few seconds old: see {@link Recent}.
 *
 * @param <L> the kind of levy
 */
public final class InForce<L extends Levy> {

  private final Recent<Optional<UUID>, List<L>> recent;
  private final Function<@Nullable UUID, List<L>> find;

  /**
   * @param find reads the active levies of a place in the current transaction
   */
  public InForce(Clock clock, Function<@Nullable UUID, List<L>> find) {
    this.recent = new Recent<>(clock);
    this.find = find;
  }

  /** The active levies of a place, in the order in which they apply; null is no place. */
  public List<L> at(@Nullable UUID locationId) {
    return Objects.requireNonNull(
        recent.find(Optional.ofNullable(locationId), place -> find.apply(locationId)));
  }

  /** Forgets the answers after the commit of the current transaction, which changes a levy. */
  public void forgetAfterCommit() {
    recent.forgetAfterCommit();
  }
}
