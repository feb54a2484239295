/** The tenants' accounts at the gateway, and the secrets of these. */
@NullMarked
package id.laris.payment.account;

import org.jspecify.annotations.NullMarked;
