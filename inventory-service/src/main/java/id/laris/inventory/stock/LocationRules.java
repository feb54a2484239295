package id.laris.inventory.stock;

/**
 * The rules of a location for its stock.
 *
 * @param allowsNegativeStock whether its recorded stock may fall below 0
 * @param currency ISO 4217 code of the currency of its costs
 */
record LocationRules(boolean allowsNegativeStock, String currency) {}
