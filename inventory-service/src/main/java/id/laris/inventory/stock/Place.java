package id.laris.inventory.stock;

import java.util.UUID;

/** A variant at a location: what a level is of. */
public record Place(UUID locationId, UUID variantId) {}
