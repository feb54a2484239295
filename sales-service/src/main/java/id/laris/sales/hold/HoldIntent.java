package id.laris.sales.hold;

import java.util.Set;

/**
 * The note of an attempt, written before any holder is asked.
 *
 * @param holders the names of all that may hold something under the key or an older revision
 */
record HoldIntent(HoldKey key, Set<String> holders) {}
