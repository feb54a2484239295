package id.laris.inventory.stock;

/**
 * What a location decides about its stock.
 *
 * @param allowsNegativeStock whether it may sell what the books say it has not
 * @param currency ISO 4217 code of what its goods cost
 */
record LocationRules(boolean allowsNegativeStock, String currency) {}
