/** SKUs and barcodes, each of which belongs to one product or variant. */
@NullMarked
package id.laris.catalog.code;

import org.jspecify.annotations.NullMarked;
