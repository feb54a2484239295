/** A first sale, step by step, against a running server. */
@NullMarked
package id.laris.quickstart;

import org.jspecify.annotations.NullMarked;
