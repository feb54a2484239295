package id.laris.catalog.levy;

import java.util.List;

/**
 * The active levies of one kind, of all places, in the order in which they apply.
 *
 * @param <L> the kind of levy
 */
public interface InForce<L extends Levy> {

  /** Reads them in the current transaction. */
  List<L> all();
}
