@NullMarked
package id.laris.common.money;

import org.jspecify.annotations.NullMarked;
