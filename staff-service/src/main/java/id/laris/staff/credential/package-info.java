/** What a session or an API key is good for at this moment, for all processes. */
@NullMarked
package id.laris.staff.credential;

import org.jspecify.annotations.NullMarked;
