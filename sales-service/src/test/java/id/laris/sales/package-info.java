/** Sales, tested through gRPC against a catalog that says what the test wants. */
@NullMarked
package id.laris.sales;

import org.jspecify.annotations.NullMarked;
