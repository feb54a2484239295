/** Roles, the scopes that there are, and the rule that nobody gives more than they have. */
@NullMarked
package id.laris.staff.role;

import org.jspecify.annotations.NullMarked;
