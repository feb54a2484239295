/**
 * The rules of promotions: which of them apply to a cart, what they take off, and why the others do
 * not. Nothing here reads a database, a clock or another service.
 */
@NullMarked
package id.laris.rules;

import org.jspecify.annotations.NullMarked;
