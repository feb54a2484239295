/** Work that services do in the background, without a call. */
@NullMarked
package id.laris.common.background;

import org.jspecify.annotations.NullMarked;
