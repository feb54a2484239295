package id.laris.catalog.memory;

import id.laris.catalog.category.CategoryTree;
import id.laris.catalog.levy.Levy;
import id.laris.catalog.memory.CatalogMemory.Kind;
import id.laris.catalog.memory.CatalogMemory.Parts;
import id.laris.catalog.servicecharge.ServiceCharge;
import id.laris.catalog.tax.TaxRule;
import id.laris.common.errors.Errors;
import id.laris.pos.v1.ModifierGroup;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The catalog of a tenant as one call sees it. What is not known yet is read from the database,
 * many in one step; then the call sees it as it is at that moment.
 */
public final class Sight {

  private final Parts parts;
  private final Sources sources;

  Sight(Parts parts, Sources sources) {
    this.parts = parts;
    this.sources = sources;
  }

  /** The products that exist, deleted or not, by id. */
  public Map<UUID, KnownProduct> products(Collection<UUID> ids) {
    return parts.all(Kind.PRODUCT, ids, sources::products);
  }

  /** The product, deleted or not. Errors: NOT_FOUND. */
  public KnownProduct product(UUID id) {
    return Optional.ofNullable(products(List.of(id)).get(id))
        .orElseThrow(() -> Errors.notFound("product", id));
  }

  /** The variants that exist, deleted or not, by id. */
  public Map<UUID, KnownVariant> variants(Collection<UUID> ids) {
    return parts.all(Kind.VARIANT, ids, sources::variants);
  }

  /** The variant, deleted or not. Errors: NOT_FOUND. */
  public KnownVariant variant(UUID id) {
    return Optional.ofNullable(variants(List.of(id)).get(id))
        .orElseThrow(() -> Errors.notFound("variant", id));
  }

  /** The ids of the variants of each product that are active and not deleted. */
  public Map<UUID, List<UUID>> activeVariants(Collection<UUID> productIds) {
    return parts.all(Kind.ACTIVE_VARIANTS, productIds, sources::activeVariants);
  }

  /** The modifier groups that exist, deleted or not, by id. */
  public Map<UUID, ModifierGroup> modifierGroups(Collection<UUID> ids) {
    return parts.all(Kind.MODIFIER_GROUP, ids, sources::modifierGroups);
  }

  /** The active tax rules of a place, in the order in which they apply; null is no place. */
  public List<TaxRule> taxRules(@Nullable UUID locationId) {
    return at(locationId, one(Kind.TAX_RULES, sources::taxRules));
  }

  /** The active service charges of a place, in the order in which they apply; null is no place. */
  public List<ServiceCharge> serviceCharges(@Nullable UUID locationId) {
    return at(locationId, one(Kind.SERVICE_CHARGES, sources::serviceCharges));
  }

  private static <L extends Levy> List<L> at(@Nullable UUID locationId, List<L> levies) {
    return levies.stream().filter(levy -> levy.bearers().holdAt(locationId)).toList();
  }

  /** A category and those above it, from below; empty where there is none. */
  public Set<UUID> path(@Nullable UUID categoryId) {
    Set<UUID> path = new LinkedHashSet<>();
    if (categoryId != null) {
      Map<UUID, UUID> parents = one(Kind.PARENTS, sources::parents);
      UUID next = categoryId;
      while (next != null && path.size() < CategoryTree.MAX_DEPTH && path.add(next)) {
        next = parents.get(next);
      }
    }
    return path;
  }

  /** The variant of a SKU, whatever its case, which {@code find} finds where it is not known. */
  public Optional<UUID> variantOfSku(String sku, Supplier<Optional<UUID>> find) {
    // The database and Java agree on the case of these letters, unless its language is Turkish.
    boolean isAscii = sku.chars().allMatch(c -> c < 0x80);
    return isAscii ? variantOf(Code.sku(sku), find) : find.get();
  }

  /** The variant of a barcode, which {@code find} finds where it is not known. */
  public Optional<UUID> variantOfBarcode(String barcode, Supplier<Optional<UUID>> find) {
    return variantOf(Code.barcode(barcode), find);
  }

  private Optional<UUID> variantOf(String code, Supplier<Optional<UUID>> find) {
    return parts.variantOf(code, find, variantId -> variant(variantId).productId());
  }

  private <T> T one(Kind kind, Supplier<T> source) {
    return Objects.requireNonNull(
        parts.all(kind, List.of(kind), _ -> Map.of(kind, source.get())).get(kind));
  }
}
