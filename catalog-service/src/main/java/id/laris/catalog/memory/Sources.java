package id.laris.catalog.memory;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;

import id.laris.catalog.levy.InForce;
import id.laris.catalog.price.EffectivePrices;
import id.laris.catalog.price.Price;
import id.laris.catalog.servicecharge.ServiceCharge;
import id.laris.catalog.tax.TaxRule;
import id.laris.common.db.Reads;
import id.laris.common.db.Resource;
import id.laris.pos.v1.ModifierGroup;
import id.laris.pos.v1.Product;
import id.laris.pos.v1.Variant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Reads the parts of the catalog from the database; each method reads many in one transaction. */
@Component
class Sources {

  /** Reads parts by their ids; those that do not exist are left out. */
  interface Source<I, T> {
    Map<I, T> read(Set<I> ids);
  }

  private record OfProduct(UUID productId, UUID variantId) {}

  private final Resource<?, Product> products;
  private final Resource<?, Variant> variants;
  private final Resource<?, ModifierGroup> modifierGroups;
  private final EffectivePrices prices;
  private final InForce<TaxRule> taxRules;
  private final InForce<ServiceCharge> serviceCharges;
  private final JdbcClient jdbc;
  private final Reads reads;

  Sources(
      Resource<?, Product> products,
      Resource<?, Variant> variants,
      Resource<?, ModifierGroup> modifierGroups,
      EffectivePrices prices,
      InForce<TaxRule> taxRules,
      InForce<ServiceCharge> serviceCharges,
      JdbcClient jdbc,
      Reads reads) {
    this.products = products;
    this.variants = variants;
    this.modifierGroups = modifierGroups;
    this.prices = prices;
    this.taxRules = taxRules;
    this.serviceCharges = serviceCharges;
    this.jdbc = jdbc;
    this.reads = reads;
  }

  Map<UUID, KnownProduct> products(Set<UUID> ids) {
    Map<UUID, KnownProduct> known = new HashMap<>();
    reads
        .run(() -> products.byIds(ids))
        .forEach((id, product) -> known.put(id, KnownProduct.of(product)));
    return known;
  }

  Map<UUID, KnownVariant> variants(Set<UUID> ids) {
    return reads.run(
        () -> {
          Map<UUID, List<Price>> live = prices.live(ids);
          Map<UUID, KnownVariant> known = new HashMap<>();
          variants
              .byIds(ids)
              .forEach(
                  (id, variant) ->
                      known.put(id, KnownVariant.of(variant, live.getOrDefault(id, List.of()))));
          return known;
        });
  }

  Map<UUID, List<UUID>> activeVariants(Set<UUID> productIds) {
    Map<UUID, List<UUID>> active =
        reads.run(
            () ->
                jdbc
                    .sql(
                        """
                        select product_id, id from catalog.variant
                        where product_id = any(?) and active and deleted_at is null
                        order by id
                        """)
                    .param(productIds.toArray(UUID[]::new))
                    .query(
                        (row, number) ->
                            new OfProduct(
                                row.getObject("product_id", UUID.class),
                                row.getObject("id", UUID.class)))
                    .list()
                    .stream()
                    .collect(
                        groupingBy(OfProduct::productId, mapping(OfProduct::variantId, toList()))));
    Map<UUID, List<UUID>> all = new HashMap<>(active);
    productIds.forEach(id -> all.putIfAbsent(id, List.of()));
    return all;
  }

  Map<UUID, ModifierGroup> modifierGroups(Set<UUID> ids) {
    return reads.run(() -> Map.copyOf(modifierGroups.byIds(ids)));
  }

  /** The active tax rules, in the order in which they apply. */
  List<TaxRule> taxRules() {
    return reads.run(taxRules::all);
  }

  /** The active service charges, in the order in which they apply. */
  List<ServiceCharge> serviceCharges() {
    return reads.run(serviceCharges::all);
  }

  /** The parent of each category that has one. */
  Map<UUID, UUID> parents() {
    return reads.run(
        () -> {
          Map<UUID, UUID> parents = new HashMap<>();
          jdbc.sql("select id, parent_id from catalog.category where parent_id is not null")
              .query(
                  row -> {
                    parents.put(
                        row.getObject("id", UUID.class), row.getObject("parent_id", UUID.class));
                  });
          return parents;
        });
  }
}
