/** The audit: the changes of all services, as a chain of entries for each tenant. */
@NullMarked
package id.laris.staff.audit;

import org.jspecify.annotations.NullMarked;
