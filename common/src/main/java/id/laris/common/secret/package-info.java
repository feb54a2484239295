/** The keys that protect the secrets of tenants, and the protection of codes from guessing. */
@NullMarked
package id.laris.common.secret;

import org.jspecify.annotations.NullMarked;
