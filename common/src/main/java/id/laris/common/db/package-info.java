/** Transactions with a tenant, idempotency, the outbox, paging and migrations. */
@NullMarked
package id.laris.common.db;

import org.jspecify.annotations.NullMarked;
