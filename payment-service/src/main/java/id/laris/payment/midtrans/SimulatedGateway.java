package id.laris.payment.midtrans;

import java.net.URI;

/**
 * A simulated gateway. Where there is one and no other URL is configured, every account uses it,
 * and no money moves.
 *
 * @param url the base URL, before {@code /v2}
 */
public record SimulatedGateway(URI url) {}
