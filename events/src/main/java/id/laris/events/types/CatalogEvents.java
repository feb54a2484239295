package id.laris.events.types;

import id.laris.common.db.EventType;
import id.laris.common.db.EventTypes;
import id.laris.common.db.Lifecycle;
import id.laris.pos.Service;
import id.laris.pos.v1.Category;
import id.laris.pos.v1.ModifierGroup;
import id.laris.pos.v1.Price;
import id.laris.pos.v1.Product;
import id.laris.pos.v1.ServiceCharge;
import id.laris.pos.v1.TaxRule;
import id.laris.pos.v1.Variant;

/** The events of the catalog. */
public final class CatalogEvents {

  static final EventTypes ALL = new EventTypes(Service.CATALOG.shortName());

  private static final EventTypes.Aggregate<Category> CATEGORIES =
      ALL.aggregate("Category", Category.getDefaultInstance());
  public static final Lifecycle<Category> CATEGORY =
      new Lifecycle<>(
          CATEGORIES.event("CategoryCreated", "A category was created."),
          CATEGORIES.event("CategoryUpdated", "A category was changed."),
          CATEGORIES.event("CategoryDeleted", "A category was deleted."));

  private static final EventTypes.Aggregate<Product> PRODUCTS =
      ALL.aggregate("Product", Product.getDefaultInstance());
  public static final Lifecycle<Product> PRODUCT =
      new Lifecycle<>(
          PRODUCTS.event("ProductCreated", "A product was created."),
          PRODUCTS.event("ProductUpdated", "A product or its modifier groups were changed."),
          PRODUCTS.event("ProductDeleted", "A product was deleted, and its variants with it."));
  public static final EventType<Product> PRODUCT_RESTORED =
      PRODUCTS.event("ProductRestored", "A deleted product was brought back.");

  private static final EventTypes.Aggregate<Variant> VARIANTS =
      ALL.aggregate("Variant", Variant.getDefaultInstance());
  public static final Lifecycle<Variant> VARIANT =
      new Lifecycle<>(
          VARIANTS.event("VariantCreated", "A variant was created."),
          VARIANTS.event("VariantUpdated", "A variant or its components were changed."),
          VARIANTS.event("VariantDeleted", "A variant was deleted."));
  public static final EventType<Variant> VARIANT_RESTORED =
      VARIANTS.event("VariantRestored", "A variant was brought back with its product.");

  private static final EventTypes.Aggregate<Price> PRICES =
      ALL.aggregate("Price", Price.getDefaultInstance());
  public static final EventType<Price> PRICE_CREATED =
      PRICES.event("PriceCreated", "A price was set.");
  public static final EventType<Price> PRICE_DELETED =
      PRICES.event("PriceDeleted", "A price was ended, or replaced by another of its scope.");

  private static final EventTypes.Aggregate<ModifierGroup> MODIFIER_GROUPS =
      ALL.aggregate("ModifierGroup", ModifierGroup.getDefaultInstance());
  public static final Lifecycle<ModifierGroup> MODIFIER_GROUP =
      new Lifecycle<>(
          MODIFIER_GROUPS.event("ModifierGroupCreated", "A modifier group was created."),
          MODIFIER_GROUPS.event(
              "ModifierGroupUpdated", "A modifier group or one of its modifiers was changed."),
          MODIFIER_GROUPS.event(
              "ModifierGroupDeleted", "A modifier group was deleted with its modifiers."));

  private static final EventTypes.Aggregate<TaxRule> TAX_RULES =
      ALL.aggregate("TaxRule", TaxRule.getDefaultInstance());
  public static final Lifecycle<TaxRule> TAX_RULE =
      new Lifecycle<>(
          TAX_RULES.event("TaxRuleCreated", "A tax rule was created."),
          TAX_RULES.event("TaxRuleUpdated", "A tax rule was changed."),
          TAX_RULES.event("TaxRuleDeleted", "A tax rule was deleted."));

  private static final EventTypes.Aggregate<ServiceCharge> SERVICE_CHARGES =
      ALL.aggregate("ServiceCharge", ServiceCharge.getDefaultInstance());
  public static final Lifecycle<ServiceCharge> SERVICE_CHARGE =
      new Lifecycle<>(
          SERVICE_CHARGES.event("ServiceChargeCreated", "A service charge was created."),
          SERVICE_CHARGES.event("ServiceChargeUpdated", "A service charge was changed."),
          SERVICE_CHARGES.event("ServiceChargeDeleted", "A service charge was deleted."));

  private CatalogEvents() {}
}
