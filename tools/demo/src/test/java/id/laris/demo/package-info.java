@NullMarked
package id.laris.demo;

import org.jspecify.annotations.NullMarked;
