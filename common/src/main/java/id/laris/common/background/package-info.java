/** What services do by themselves, without a call that asks for it. */
@NullMarked
package id.laris.common.background;

import org.jspecify.annotations.NullMarked;
