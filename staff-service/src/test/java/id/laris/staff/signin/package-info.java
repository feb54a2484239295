/** Tests of signing in that need more than the RPCs. */
@NullMarked
package id.laris.staff.signin;

import org.jspecify.annotations.NullMarked;
