package id.laris.catalog.memory;

import id.laris.catalog.levy.InForce;
import id.laris.catalog.price.EffectivePrices;
import id.laris.catalog.servicecharge.ServiceCharge;
import id.laris.catalog.tax.TaxRule;
import id.laris.common.db.Reads;
import id.laris.common.db.Resource;
import id.laris.pos.v1.ModifierGroup;
import id.laris.pos.v1.Product;
import id.laris.pos.v1.Variant;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Sources whose answers take so long that something else can be done meanwhile. */
final class SlowSources extends Sources {

  private final AtomicReference<Runnable> meanwhile = new AtomicReference<>(() -> {});

  SlowSources(
      Resource<?, Product> products,
      Resource<?, Variant> variants,
      Resource<?, ModifierGroup> modifierGroups,
      EffectivePrices prices,
      InForce<TaxRule> taxRules,
      InForce<ServiceCharge> serviceCharges,
      JdbcClient jdbc,
      Reads reads) {
    super(products, variants, modifierGroups, prices, taxRules, serviceCharges, jdbc, reads);
  }

  /** Does something once, between the next reading of variants and its answer. */
  void beforeNextAnswer(Runnable work) {
    meanwhile.set(work);
  }

  @Override
  Map<UUID, KnownVariant> variants(Set<UUID> ids) {
    Map<UUID, KnownVariant> read = super.variants(ids);
    meanwhile.getAndSet(() -> {}).run();
    return read;
  }
}
