/** A plausible chain of cafés with a year of sales: to look around in, and to measure on. */
@NullMarked
package id.laris.demo;

import org.jspecify.annotations.NullMarked;
