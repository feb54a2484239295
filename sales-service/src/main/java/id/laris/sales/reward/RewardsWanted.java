package id.laris.sales.reward;

import java.util.List;
import java.util.UUID;

/** The rewards whose points are to be held for an order, and the customer whose points they are. */
record RewardsWanted(UUID customerId, List<UUID> rewardIds) {}
