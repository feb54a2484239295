package id.laris.staff.time;

import java.time.ZoneId;
import java.util.UUID;

/** The location of some work, with the time zone that decides its days. */
record Place(UUID locationId, ZoneId zone) {}
