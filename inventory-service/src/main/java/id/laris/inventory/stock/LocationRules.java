package id.laris.inventory.stock;

/**
 * The rules of a location for its stock.
 *
 * @param allowsNegativeStock whether it may sell what the books say it has not
 * @param currency ISO 4217 code of what its goods cost
 */
record LocationRules(boolean allowsNegativeStock, String currency) {}
