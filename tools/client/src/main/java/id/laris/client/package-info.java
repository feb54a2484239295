/** How the tools reach a running Laris: by its calls, and where they must by its database. */
@NullMarked
package id.laris.client;

import org.jspecify.annotations.NullMarked;
