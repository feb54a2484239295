/** Tests of the command that makes an owner. */
@NullMarked
package id.laris.owner;

import org.jspecify.annotations.NullMarked;
