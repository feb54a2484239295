package id.laris.inventory.location;

import id.laris.common.db.Rows;
import id.laris.common.errors.Errors;
import id.laris.common.errors.PosException;
import id.laris.common.errors.Reason;
import jakarta.persistence.LockModeType;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.data.jpa.repository.Lock;
import org.springframework.data.jpa.repository.NativeQuery;
import org.springframework.data.jpa.repository.Query;

/** The tenant's locations. */
public interface Locations extends Rows<Location> {

  /** The location, kept from being deleted until the transaction ends. */
  @Lock(LockModeType.PESSIMISTIC_READ)
  @Query("select row from Location row where row.id = :id")
  Optional<Location> keep(UUID id);

  /**
   * Locks the levels of locations that are to be deleted: before the locations, as whoever changes
   * a level does, and in the order in which that locks them.
   */
  @NativeQuery(
      """
      select location_id from inventory.stock_level
      where location_id in :ids order by location_id, variant_id for update
      """)
  List<UUID> lockLevels(Collection<UUID> ids);

  /**
   * Tests whether it has any stock. The levels stay locked until the transaction ends: a
   * transaction that changes one reads the location after that, and finds it deleted.
   */
  @NativeQuery(
      """
      with locked as (
        select on_hand, reserved, in_transit, damaged from inventory.stock_level
        where location_id = :id order by variant_id for update)
      select count(*) filter (where on_hand <> 0 or reserved <> 0 or in_transit <> 0 or damaged <> 0) > 0 from locked
      """)
  boolean hasStock(UUID id);

  /** A location that is in use, kept from being deleted until the transaction ends. */
  default Location live(UUID id) {
    return keep(id).filter(location -> !location.isDeleted()).orElseThrow(() -> notFound(id));
  }

  /** A location that exists, deleted or not, for reading. */
  default Location existing(UUID id) {
    return findById(id).orElseThrow(() -> notFound(id));
  }

  static PosException notFound(UUID id) {
    return Errors.notFound(Reason.LOCATION_NOT_FOUND, "location", id.toString());
  }
}
