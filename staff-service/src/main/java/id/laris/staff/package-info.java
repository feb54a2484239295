/**
 * The people who work for a tenant: what they may do, how they sign in, their registers, shifts and
 * time. One package for each noun.
 */
@NullMarked
package id.laris.staff;

import org.jspecify.annotations.NullMarked;
