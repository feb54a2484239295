@NullMarked
package id.laris.common.errors;

import org.jspecify.annotations.NullMarked;
