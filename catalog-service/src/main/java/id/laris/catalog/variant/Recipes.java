package id.laris.catalog.variant;

import id.laris.catalog.shape.ShapeLock;
import id.laris.common.errors.Errors;
import id.laris.common.errors.Reason;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The rules for recipes: live variants, each once, never the composite itself through any number of
 * levels, at most {@value #MAX_LEVELS} levels, including the composite and its lowest components.
 * Components of a live composite cannot be deleted.
 *
 * <p>Each of these rules is about more than one variant. So a transaction that changes a recipe, or
 * deletes or restores a variant, takes {@link #lock} first, before any row: then each sees the
 * result of the one before, and a waiting transaction holds no row that the other needs.
 */
@Component
public class Recipes {

  static final int MAX_LEVELS = 5;

  private final VariantComponents components;
  private final ShapeLock shapeLock;
  private final JdbcClient jdbc;

  Recipes(VariantComponents components, ShapeLock shapeLock, JdbcClient jdbc) {
    this.components = components;
    this.shapeLock = shapeLock;
    this.jdbc = jdbc;
  }

  /** Keeps the tenant's recipes as they are until the transaction ends, but for this one. */
  public void lock() {
    shapeLock.take("recipe");
  }

  /**
   * Refuses parts that the variant cannot be made of. Errors: NOT_FOUND (the component);
   * VALIDATION_FAILED.
   *
   * @param field the field of the request that names them
   */
  void require(UUID variantId, String field, List<Part> parts) {
    if (parts.isEmpty()) {
      return;
    }
    Set<UUID> partIds = new HashSet<>();
    for (Part part : parts) {
      if (part.variantId().equals(variantId)) {
        throw Errors.invalid(field, "a variant cannot be its own component");
      }
      if (!partIds.add(part.variantId())) {
        throw Errors.invalid(
            field,
            "variant %s is listed more than once: list it once, with the whole quantity"
                .formatted(part.variantId()));
      }
    }
    requireLive(parts);
    requireShape(variantId, field, partIds);
  }

  /** Makes the variant of these parts; false where it was made of the same before. */
  boolean replace(UUID variantId, String field, List<Part> parts) {
    if (parts.equals(components.of(variantId))) {
      return false;
    }
    require(variantId, field, parts);
    components.replace(variantId, parts);
    return true;
  }

  /**
   * Looks at the recipes of deleted variants that are about to come back: components that were
   * deleted meanwhile, and do not come back with them, are taken out. Errors: VALIDATION_FAILED
   * where a recipe is too deep now, because those of its components have grown.
   *
   * @return the variants that lack a component now
   */
  Set<UUID> revive(Collection<UUID> variantIds) {
    Set<UUID> incomplete = components.removeDeleted(variantIds);
    components
        .of(variantIds)
        .forEach(
            (id, parts) ->
                requireShape(id, "product_id", parts.stream().map(Part::variantId).toList()));
    return incomplete;
  }

  /**
   * Refuses to let variants go that a composite is made of, unless that one goes with them. Errors:
   * VARIANT_IN_USE.
   */
  void requireUnused(Collection<UUID> variantIds) {
    jdbc.sql(
            """
            select c.component_id, c.variant_id, v.name
            from catalog.variant_component c join catalog.variant v on v.id = c.variant_id
            where c.component_id = any(:ids) and v.deleted_at is null and c.variant_id <> all(:ids)
            order by c.component_id, c.variant_id
            limit 1
            """)
        .param("ids", variantIds.toArray(UUID[]::new))
        .query(
            (row, number) ->
                Errors.of(
                        Reason.VARIANT_IN_USE,
                        "The variant %s is a component of %s (%s): remove the component, or delete that variant first."
                            .formatted(
                                row.getString("component_id"),
                                row.getString("variant_id"),
                                row.getString("name")))
                    .with("variant_id", row.getString("component_id"))
                    .with("used_by", row.getString("variant_id")))
        .optional()
        .ifPresent(
            inUse -> {
              throw inUse;
            });
  }

  private void requireLive(List<Part> parts) {
    UUID[] partIds = parts.stream().map(Part::variantId).toArray(UUID[]::new);
    Set<UUID> live =
        new HashSet<>(
            jdbc.sql("select id from catalog.variant where id = any(:ids) and deleted_at is null")
                .param("ids", partIds)
                .query((row, number) -> row.getObject("id", UUID.class))
                .list());
    for (UUID partId : partIds) {
      if (!live.contains(partId)) {
        throw Errors.notFound("variant", partId);
      }
    }
  }

  private record Shape(boolean cycle, int levels) {}

  /** There are no cycles yet, so that the way down and the way up end by themselves. */
  private void requireShape(UUID variantId, String field, Collection<UUID> partIds) {
    Shape shape =
        jdbc.sql(
                """
                with recursive below (id, level) as (
                  select unnest(cast(:partIds as uuid[])), 1
                  union
                  select c.component_id, below.level + 1
                  from below join catalog.variant_component c on c.variant_id = below.id
                ),
                above (id, level) as (
                  select cast(:id as uuid), 1
                  union
                  select c.variant_id, above.level + 1
                  from above
                  join catalog.variant_component c on c.component_id = above.id
                  join catalog.variant v on v.id = c.variant_id and v.deleted_at is null
                )
                select exists (select from below where id = :id) as cycle,
                       (select max(level) from below) + (select max(level) from above) as levels
                """)
            .param("id", variantId)
            .param("partIds", partIds.toArray(UUID[]::new))
            .query((row, number) -> new Shape(row.getBoolean("cycle"), row.getInt("levels")))
            .single();
    if (shape.cycle()) {
      throw Errors.invalid(field, "a variant cannot have a component that contains the variant");
    }
    if (shape.levels() > MAX_LEVELS) {
      throw Errors.invalid(
          field,
          "the recipe would be %d levels deep, but at most %d are allowed: use simpler components"
              .formatted(shape.levels(), MAX_LEVELS));
    }
  }
}
