package id.laris.payment.midtrans;

import java.net.URI;

/**
 * A gateway that is not real. Where there is one, and no other address was set, every account is
 * led to it, and no money moves.
 *
 * @param url what stands before {@code /v2}
 */
public record SimulatedGateway(URI url) {}
