package id.laris.catalog.variant;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;

import id.laris.common.Caller;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The rows that say what composite variants are made of. {@link Recipes} has the rules. */
@Component
class VariantComponents {

  private record Row(UUID variantId, Part part) {}

  private final JdbcClient jdbc;

  VariantComponents(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * Returns the components of each composite variant, in the given order: one statement for all.
   */
  Map<UUID, List<Part>> of(Collection<UUID> variantIds) {
    if (variantIds.isEmpty()) {
      return Map.of();
    }
    return jdbc
        .sql(
            """
            select variant_id, component_id, quantity from catalog.variant_component
            where variant_id = any(?)
            order by variant_id, sort_order
            """)
        .param(variantIds.toArray(UUID[]::new))
        .query(
            (row, number) ->
                new Row(
                    row.getObject("variant_id", UUID.class),
                    new Part(row.getObject("component_id", UUID.class), row.getLong("quantity"))))
        .list()
        .stream()
        .collect(groupingBy(Row::variantId, mapping(Row::part, toList())));
  }

  /** Returns the components of the variant; empty if it is not composite. */
  List<Part> of(UUID variantId) {
    return of(List.of(variantId)).getOrDefault(variantId, List.of());
  }

  /** Makes the variant of these parts and no others. */
  void replace(UUID variantId, List<Part> parts) {
    jdbc.sql("delete from catalog.variant_component where variant_id = ?")
        .param(variantId)
        .update();
    add(variantId, parts);
  }

  /** Makes a variant that has no parts of these. */
  void add(UUID variantId, List<Part> parts) {
    if (parts.isEmpty()) {
      return;
    }
    jdbc.sql(
            """
            insert into catalog.variant_component (tenant_id, variant_id, component_id, quantity, sort_order)
            select :tenant, :variant, part.id, part.quantity, part.place
            from unnest(cast(:ids as uuid[]), cast(:quantities as bigint[])) with ordinality as part (id, quantity, place)
            """)
        .param("tenant", Caller.current().tenantId())
        .param("variant", variantId)
        .param("ids", parts.stream().map(Part::variantId).toArray(UUID[]::new))
        .param("quantities", parts.stream().map(Part::quantity).toArray(Long[]::new))
        .update();
  }

  /**
   * Takes the components that are deleted, but for these variants themselves, out of these
   * variants; returns which had any.
   */
  Set<UUID> removeDeleted(Collection<UUID> variantIds) {
    return jdbc
        .sql(
            """
            delete from catalog.variant_component c using catalog.variant v
            where c.variant_id = any(:ids) and v.id = c.component_id
              and v.deleted_at is not null and v.id <> all(:ids)
            returning c.variant_id
            """)
        .param("ids", variantIds.toArray(UUID[]::new))
        .query((row, number) -> row.getObject("variant_id", UUID.class))
        .list()
        .stream()
        .collect(Collectors.toSet());
  }
}
