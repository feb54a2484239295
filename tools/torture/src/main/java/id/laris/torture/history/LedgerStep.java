package id.laris.torture.history;

/**
 * One change of a balance or of points that somebody asked for by hand: one entry, or none.
 *
 * @param id of the entry; of the card where a gift card is issued
 * @param rpc the RPC of the request
 * @param amount minor units, or points; below 0 if they are taken
 */
public record LedgerStep(String tenant, String id, String rpc, long amount, Outcome outcome) {}
