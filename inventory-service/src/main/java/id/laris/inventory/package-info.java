/**
 * What is where, what is promised, what is on its way, and what it has cost. One package for each
 * noun.
 */
@NullMarked
package id.laris.inventory;

import org.jspecify.annotations.NullMarked;
