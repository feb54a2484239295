/** Tests of the client. */
@NullMarked
package id.laris.client;

import org.jspecify.annotations.NullMarked;
