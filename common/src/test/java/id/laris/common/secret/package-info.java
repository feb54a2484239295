@NullMarked
package id.laris.common.secret;

import org.jspecify.annotations.NullMarked;
