/** The HTTP port for the internet: single paths, apart from the management of the process. */
@NullMarked
package id.laris.common.http;

import org.jspecify.annotations.NullMarked;
