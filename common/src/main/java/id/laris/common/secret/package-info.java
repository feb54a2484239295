/** The keys that protect the secrets of tenants. */
@NullMarked
package id.laris.common.secret;

import org.jspecify.annotations.NullMarked;
