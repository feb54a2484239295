@NullMarked
package id.laris.promotion.rules;

import org.jspecify.annotations.NullMarked;
