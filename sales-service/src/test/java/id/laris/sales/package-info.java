/** Tests of sales through gRPC, with a fake catalog. */
@NullMarked
package id.laris.sales;

import org.jspecify.annotations.NullMarked;
