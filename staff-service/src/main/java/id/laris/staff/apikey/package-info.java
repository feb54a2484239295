/** The API keys of other systems. */
@NullMarked
package id.laris.staff.apikey;

import org.jspecify.annotations.NullMarked;
