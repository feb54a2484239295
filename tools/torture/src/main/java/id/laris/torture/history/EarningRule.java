package id.laris.torture.history;

/**
 * The points that an order of a tenant earns, as its loyalty program was set before the load.
 *
 * @param numerator points for each denominator of what counts, which is a line without its taxes
 * @param denominator minor units
 * @param visitPoints points for each order
 * @param product the product whose pieces earn points
 * @param piecePoints points for each of its pieces
 */
public record EarningRule(
    String tenant,
    long numerator,
    long denominator,
    long visitPoints,
    String product,
    long piecePoints) {}
