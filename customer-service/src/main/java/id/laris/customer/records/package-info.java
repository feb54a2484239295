/** The records of customers that each package keeps, and that go with the customer. */
@NullMarked
package id.laris.customer.records;

import org.jspecify.annotations.NullMarked;
