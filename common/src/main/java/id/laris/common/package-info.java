/** What every service stands on: who calls, when it is, and the ids that are made. */
@NullMarked
package id.laris.common;

import org.jspecify.annotations.NullMarked;
