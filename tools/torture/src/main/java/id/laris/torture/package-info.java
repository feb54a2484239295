/**
 * Random load while things fail, and the proof afterwards that nothing was lost, doubled or mixed.
 */
@NullMarked
package id.laris.torture;

import org.jspecify.annotations.NullMarked;
