package id.laris.inventory.stock;

import java.util.UUID;

/** A variant at a location: the key of a level. */
public record Place(UUID locationId, UUID variantId) {}
