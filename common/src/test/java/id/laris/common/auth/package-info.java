@NullMarked
package id.laris.common.auth;

import org.jspecify.annotations.NullMarked;
