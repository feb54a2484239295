package id.laris.catalog.variant;

import id.laris.catalog.change.ChangeLog;
import id.laris.catalog.code.Barcodes;
import id.laris.catalog.code.Barcodes.Assignment;
import id.laris.catalog.code.Barcodes.Bearer;
import id.laris.catalog.code.CodeErrors;
import id.laris.catalog.search.SearchWords;
import id.laris.common.Ids;
import id.laris.common.db.Change;
import id.laris.common.db.Filter;
import id.laris.common.db.Resource;
import id.laris.common.db.Resources;
import id.laris.common.grpc.Protos;
import id.laris.events.types.CatalogEvents;
import id.laris.pos.v1.ListVariantsRequest;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Variants as a resource; {@link DeleteVariant} has rules of its own. */
@Configuration(proxyBeanMethods = false)
class VariantResource {

  private static final String COMPONENTS = "components";

  /**
   * Beside the errors of every resource: NOT_FOUND of the product or of a component;
   * SKU_ALREADY_EXISTS; BARCODE_ALREADY_ASSIGNED; VALIDATION_FAILED where the variant cannot be
   * made of its components ({@link Recipes}), or has only one of stock_unit and stock_quantity.
   *
   * <p>The recipes are locked first where components change, then the product, then the variant.
   */
  @Bean
  Resource<Variant, id.laris.pos.v1.Variant> variantResource(
      Resources resources,
      Variants variants,
      VariantComponents components,
      Recipes recipes,
      ProductLock products,
      Barcodes barcodes,
      SearchWords searchWords,
      ChangeLog changes,
      Clock clock) {
    return resources
        .of("variant", variants, CatalogEvents.VARIANT)
        .fresh((id, described) -> new Variant(id, Ids.parse(described.getProductId())))
        .defaults(id.laris.pos.v1.Variant.newBuilder().setActive(true).build())
        .content(VariantProtos::content)
        .show(found -> withComponents(found, components))
        .isSame(
            (stored, wanted) ->
                Protos.sameContent(
                    VariantProtos.toProto(stored, components.of(stored.id())),
                    VariantProtos.toProto(wanted.row(), parts(wanted))))
        .updatable(
            "name",
            "sku",
            "barcode",
            "unit",
            "cost",
            "attributes",
            "active",
            COMPONENTS,
            "stock_unit",
            "stock_quantity")
        .filled("name")
        .filter(
            ListVariantsRequest.class,
            request ->
                Filter.<Variant>all().equal("productId", Ids.parseOrNull(request.getProductId())))
        .beforeLock(
            (ids, paths) -> {
              if (paths.contains(COMPONENTS)) {
                recipes.lock();
              }
              products.lock(variants.productsOf(ids));
            })
        .beforeSave(
            all -> {
              List<Change<Variant, id.laris.pos.v1.Variant>> creates =
                  all.stream().filter(Change::isCreate).toList();
              if (creates.stream().anyMatch(change -> !parts(change).isEmpty())) {
                recipes.lock();
              }
              products.lockLive(
                  creates.stream().map(change -> change.row().productId()).distinct().toList());
              for (Change<Variant, id.laris.pos.v1.Variant> change : all) {
                Variant variant = change.row();
                if (change.isCreate()) {
                  recipes.require(variant.id(), change.field(COMPONENTS), parts(change));
                } else if (change.names(COMPONENTS)
                    && recipes.replace(variant.id(), change.field(COMPONENTS), parts(change))) {
                  variant.touch(clock.instant());
                }
              }
            })
        .apply(VariantFields::apply)
        .saving((variant, save) -> CodeErrors.guardSku(variant.sku(), save))
        .afterSave(
            all -> {
              all.stream()
                  .filter(Change::isCreate)
                  .forEach(change -> components.add(change.row().id(), parts(change)));
              barcodes.replaceAll(
                  assignments(all, change -> change.before().getBarcode()),
                  assignments(all, change -> change.row().barcode()));
              searchWords.refresh(
                  all.stream()
                      .filter(change -> change.namesAny("name", "sku", "barcode"))
                      .map(change -> change.row().productId())
                      .distinct()
                      .toList());
            })
        .stored(stored -> changes.record(ChangeLog.Kind.Variant, stored))
        .build();
  }

  private static List<Assignment> assignments(
      List<Change<Variant, id.laris.pos.v1.Variant>> all,
      Function<Change<Variant, id.laris.pos.v1.Variant>, String> barcode) {
    return all.stream()
        .map(
            change ->
                new Assignment(
                    barcode.apply(change), new Bearer(change.row().productId(), change.row().id())))
        .toList();
  }

  private static List<Part> parts(Change<Variant, id.laris.pos.v1.Variant> change) {
    return Part.listOf(change.after().getComponentsList());
  }

  /** The variants with their components, which are read in one statement. */
  private static List<id.laris.pos.v1.Variant> withComponents(
      List<Variant> found, VariantComponents components) {
    Map<UUID, List<Part>> parts = components.of(found.stream().map(Variant::id).toList());
    return found.stream()
        .map(variant -> VariantProtos.toProto(variant, parts.getOrDefault(variant.id(), List.of())))
        .toList();
  }
}
