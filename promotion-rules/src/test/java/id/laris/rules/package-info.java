@NullMarked
package id.laris.rules;

import org.jspecify.annotations.NullMarked;
