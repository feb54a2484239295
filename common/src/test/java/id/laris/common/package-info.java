/** What the services stand on, tested. */
@NullMarked
package id.laris.common;

import org.jspecify.annotations.NullMarked;
