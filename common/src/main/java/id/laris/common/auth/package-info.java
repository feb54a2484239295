/** Authentication of callers: development headers, JWT, API keys. */
@NullMarked
package id.laris.common.auth;

import org.jspecify.annotations.NullMarked;
