@NullMarked
package id.laris.catalog.imports;

import org.jspecify.annotations.NullMarked;
