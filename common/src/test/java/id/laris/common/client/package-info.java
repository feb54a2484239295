@NullMarked
package id.laris.common.client;

import org.jspecify.annotations.NullMarked;
