package id.laris.common.grpc;

import java.util.UUID;

/**
 * The approval that a call uses.
 *
 * @param id its id in staff-service
 * @param approvedBy the employee who gave it; the caller is the one who asked for it
 */
public record Approval(UUID id, UUID approvedBy) {}
