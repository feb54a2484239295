package id.laris.catalog.modifier;

import id.laris.common.db.Rows;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.springframework.data.jpa.repository.Query;

interface Modifiers extends Rows<Modifier> {

  /**
   * The groups' modifiers that are not deleted, in the order they are offered: one statement for
   * all groups.
   */
  @Query(
      """
      select row from Modifier row
      where row.groupId in :groupIds and row.deletedAt is null
      order by row.groupId, row.sortOrder, row.id
      """)
  List<Modifier> offeredIn(Collection<UUID> groupIds);

  @Query("select distinct row.groupId from Modifier row where row.id in :ids")
  List<UUID> groupsOf(Collection<UUID> ids);
}
