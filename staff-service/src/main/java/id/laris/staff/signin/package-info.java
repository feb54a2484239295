/** Signing in and out, and passwords. */
@NullMarked
package id.laris.staff.signin;

import org.jspecify.annotations.NullMarked;
