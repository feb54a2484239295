/** Tests of the foundation of the services. */
@NullMarked
package id.laris.common;

import org.jspecify.annotations.NullMarked;
