@NullMarked
package id.laris.payment;

import org.jspecify.annotations.NullMarked;
