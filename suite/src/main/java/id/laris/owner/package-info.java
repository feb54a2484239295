/** The command that makes the first owner of a tenant. */
@NullMarked
package id.laris.owner;

import org.jspecify.annotations.NullMarked;
