package id.laris.catalog.tax;

import id.laris.common.db.Rows;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.data.jpa.repository.NativeQuery;

interface TaxRules extends Rows<TaxRule> {

  @NativeQuery(
      """
      select * from catalog.tax_rule
      where deleted_at is null and active
        and (cardinality(location_ids) = 0 or cast(:locationId as uuid) = any(location_ids))
      order by priority, id
      """)
  List<TaxRule> inForce(@Nullable UUID locationId);
}
