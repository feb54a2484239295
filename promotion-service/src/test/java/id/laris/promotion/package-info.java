/** Tests of promotions, through gRPC on a real Postgres. */
@NullMarked
package id.laris.promotion;

import org.jspecify.annotations.NullMarked;
