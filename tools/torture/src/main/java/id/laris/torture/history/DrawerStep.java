package id.laris.torture.history;

/**
 * A movement of money in a drawer: it is recorded once, or not at all.
 *
 * @param id of the movement
 * @param change of the drawer in minor units; below 0 if money is taken out
 */
public record DrawerStep(String tenant, String shift, String id, long change, Outcome outcome) {}
