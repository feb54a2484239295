/** A small shop and what is done in it: by a till, and by one who waits for its events. */
@NullMarked
package id.laris.bench.shop;

import org.jspecify.annotations.NullMarked;
