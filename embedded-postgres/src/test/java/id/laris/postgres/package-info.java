@NullMarked
package id.laris.postgres;

import org.jspecify.annotations.NullMarked;
