/** Tests of staff, through gRPC on a real Postgres. */
@NullMarked
package id.laris.staff;

import org.jspecify.annotations.NullMarked;
