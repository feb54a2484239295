/** SKUs and barcodes: what stands for one thing only. */
@NullMarked
package id.laris.catalog.code;

import org.jspecify.annotations.NullMarked;
