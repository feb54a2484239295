package id.laris.catalog.tax;

import id.laris.catalog.levy.InForce;
import id.laris.common.db.Rows;
import java.util.List;
import org.springframework.data.jpa.repository.Query;

interface TaxRules extends Rows<TaxRule>, InForce<TaxRule> {

  @Override
  @Query(
      """
      select rule from TaxRule rule where rule.deletedAt is null and rule.active
      order by rule.computation.priority, rule.id
      """)
  List<TaxRule> all();
}
