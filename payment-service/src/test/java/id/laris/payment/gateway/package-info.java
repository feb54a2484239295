@NullMarked
package id.laris.payment.gateway;

import org.jspecify.annotations.NullMarked;
