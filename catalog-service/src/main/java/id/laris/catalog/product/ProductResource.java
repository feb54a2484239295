package id.laris.catalog.product;

import id.laris.catalog.category.CategoryTree;
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
import id.laris.pos.v1.ListProductsRequest;
import jakarta.persistence.criteria.Predicate;
import jakarta.persistence.criteria.Root;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import org.hibernate.query.criteria.HibernateCriteriaBuilder;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Products as a resource; {@link DeleteProduct} and {@link RestoreProduct} have rules of their own.
 */
@Configuration(proxyBeanMethods = false)
class ProductResource {

  /**
   * Beside the errors of every resource: SKU_ALREADY_EXISTS; BARCODE_ALREADY_ASSIGNED;
   * CATEGORY_NOT_FOUND; NOT_FOUND of a tax rule.
   */
  @Bean
  Resource<Product, id.laris.pos.v1.Product> productResource(
      Resources resources,
      Products products,
      ModifierGroupsOfProducts modifierGroups,
      CategoryTree categories,
      TaxRulesOfProducts taxRules,
      Barcodes barcodes,
      SearchWords searchWords,
      ChangeLog changes) {
    return resources
        .of("product", products, CatalogEvents.PRODUCT)
        .fresh(Product::new)
        .defaults(id.laris.pos.v1.Product.newBuilder().setActive(true).build())
        .content(ProductProtos::content)
        .show(found -> withModifierGroups(found, modifierGroups))
        .updatable(
            "name",
            "sku",
            "category_id",
            "description",
            "brand",
            "barcode",
            "tags",
            "tax_rule_ids",
            "track_stock",
            "image_url",
            "attributes",
            "active",
            "tax_exempt",
            "gift_card")
        .filled("name")
        .filter(ListProductsRequest.class, ProductResource::filter)
        .beforeSave(
            all -> {
              categories.requireCategories(
                  all.stream()
                      .filter(change -> change.alters(id.laris.pos.v1.Product::getCategoryId))
                      .map(change -> change.after().getCategoryId())
                      .filter(id -> !id.isEmpty())
                      .map(Ids::parse)
                      .toList());
              all.forEach(
                  change ->
                      taxRules.require(
                          Ids.parseAll(change.after().getTaxRuleIdsList()),
                          Ids.parseAll(change.before().getTaxRuleIdsList())));
            })
        .apply(change -> change.row().take(change.after()))
        .saving((product, save) -> CodeErrors.guardSku(product.sku(), save))
        .afterSave(
            all -> {
              barcodes.replaceAll(
                  assignments(all, change -> change.before().getBarcode()),
                  assignments(all, change -> change.row().barcode()));
              searchWords.refresh(
                  all.stream()
                      .filter(change -> change.namesAny("name", "sku", "brand", "barcode"))
                      .map(change -> change.row().id())
                      .toList());
            })
        .stored(stored -> changes.record(ChangeLog.Kind.Product, stored))
        .build();
  }

  private static List<Assignment> assignments(
      List<Change<Product, id.laris.pos.v1.Product>> all,
      Function<Change<Product, id.laris.pos.v1.Product>, String> barcode) {
    return all.stream()
        .map(change -> new Assignment(barcode.apply(change), new Bearer(change.row().id(), null)))
        .toList();
  }

  /** The products with their modifier groups, which are read in one statement. */
  private static List<id.laris.pos.v1.Product> withModifierGroups(
      List<Product> found, ModifierGroupsOfProducts modifierGroups) {
    Map<UUID, List<UUID>> groups = modifierGroups.of(found.stream().map(Product::id).toList());
    return found.stream()
        .map(
            product -> ProductProtos.toProto(product, groups.getOrDefault(product.id(), List.of())))
        .toList();
  }

  private static Filter<Product> filter(ListProductsRequest request) {
    Filter<Product> filter =
        Filter.<Product>all()
            .equal("categoryId", Ids.parseOrNull(request.getCategoryId()))
            .equal("active", request.hasActive() ? request.getActive() : null)
            .atLeast(
                "updatedAt",
                request.hasUpdatedSince()
                    ? Protos.instant("updated_since", request.getUpdatedSince())
                    : null);
    if (!request.getTag().isEmpty()) {
      filter.and((row, cb) -> hasTag((HibernateCriteriaBuilder) cb, row, request.getTag()));
    }
    return filter;
  }

  private static Predicate hasTag(HibernateCriteriaBuilder cb, Root<Product> row, String tag) {
    return cb.isTrue(cb.sql("? = any(?)", Boolean.class, cb.value(tag), row.get("tags")));
  }
}
