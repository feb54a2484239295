package id.laris.payment.account;

import id.laris.common.db.Rows;
import id.laris.common.errors.Errors;
import id.laris.common.errors.Reason;

/** The account of the caller's tenant. */
interface GatewayConfigs extends Rows<GatewayConfigRow> {

  /** Returns the tenant's account; GATEWAY_NOT_CONFIGURED where it has none. */
  default GatewayConfigRow current() {
    return findById(GatewayConfigRow.ID)
        .orElseThrow(
            () ->
                Errors.of(
                    Reason.GATEWAY_NOT_CONFIGURED,
                    "This tenant has no account at the payment gateway: set its server key with"
                        + " SetGatewayConfig."));
  }
}
