package id.laris.rules;

/**
 * Promotions that apply together.
 *
 * @param members the places of the promotions in the order of application, one bit for each
 * @param total the amount that they take off lines and charges
 * @param exact true if no set is better; false if the search was given up before it was sure
 */
record PromotionSet(int members, long total, boolean exact) {
  boolean has(int place) {
    return (members >> place & 1) != 0;
  }
}
