/**
 * The access of the tools to a running Laris: by its calls, and by its database where they must.
 */
@NullMarked
package id.laris.client;

import org.jspecify.annotations.NullMarked;
