package id.laris.catalog;

import id.laris.catalog.feed.ListCatalogChanges;
import id.laris.catalog.imports.ImportProducts;
import id.laris.catalog.lookup.GetEffectivePrice;
import id.laris.catalog.lookup.LookupVariant;
import id.laris.catalog.lookup.Remembered;
import id.laris.catalog.modifier.AttachModifierGroup;
import id.laris.catalog.price.SetPrice;
import id.laris.catalog.product.DeleteProduct;
import id.laris.catalog.product.RestoreProduct;
import id.laris.catalog.product.SearchProducts;
import id.laris.catalog.quote.QuoteItems;
import id.laris.catalog.variant.BatchGetVariantNames;
import id.laris.catalog.variant.DeleteVariant;
import id.laris.common.db.Resource;
import id.laris.common.grpc.RpcTable;
import id.laris.pos.v1.CatalogServiceGrpc;
import id.laris.pos.v1.Category;
import id.laris.pos.v1.Modifier;
import id.laris.pos.v1.ModifierGroup;
import id.laris.pos.v1.Price;
import id.laris.pos.v1.Product;
import id.laris.pos.v1.ServiceCharge;
import id.laris.pos.v1.TaxRule;
import id.laris.pos.v1.Variant;
import io.grpc.BindableService;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The RPCs of CatalogService, each with the method that answers it. */
@Configuration(proxyBeanMethods = false)
class CatalogRpcs {

  @Bean
  BindableService catalogService(
      Resource<?, Category> categories,
      Resource<?, Price> prices,
      SetPrice setPrice,
      RestoreProduct restoreProduct,
      AttachModifierGroup attachModifierGroup,
      GetEffectivePrice effectivePrice,
      Resource<?, TaxRule> taxRules,
      Resource<?, ServiceCharge> serviceCharges,
      QuoteItems quote,
      Resource<?, Product> products,
      DeleteProduct deleteProduct,
      SearchProducts searchProducts,
      Resource<?, Variant> variants,
      BatchGetVariantNames batchGetVariantNames,
      DeleteVariant deleteVariant,
      LookupVariant lookupVariant,
      Resource<?, ModifierGroup> modifierGroups,
      Resource<?, Modifier> modifiers,
      ImportProducts importProducts,
      ListCatalogChanges listCatalogChanges,
      Remembered remembered) {
    return new RpcTable(CatalogServiceGrpc.getServiceDescriptor())
        .on(CatalogServiceGrpc.getCreateCategoryMethod(), categories::create)
        .on(CatalogServiceGrpc.getGetCategoryMethod(), categories::get)
        .on(CatalogServiceGrpc.getListCategoriesMethod(), categories::list)
        .on(CatalogServiceGrpc.getUpdateCategoryMethod(), categories::update)
        .on(CatalogServiceGrpc.getDeleteCategoryMethod(), categories::delete)
        .on(CatalogServiceGrpc.getCreateProductMethod(), products::create)
        .on(CatalogServiceGrpc.getGetProductMethod(), remembered::product)
        .on(CatalogServiceGrpc.getListProductsMethod(), products::list)
        .on(CatalogServiceGrpc.getUpdateProductMethod(), products::update)
        .on(CatalogServiceGrpc.getDeleteProductMethod(), deleteProduct::run)
        .on(CatalogServiceGrpc.getRestoreProductMethod(), restoreProduct::run)
        .on(CatalogServiceGrpc.getSearchProductsMethod(), searchProducts::run)
        .on(CatalogServiceGrpc.getCreateVariantMethod(), variants::create)
        .on(CatalogServiceGrpc.getGetVariantMethod(), remembered::variant)
        .on(CatalogServiceGrpc.getBatchGetVariantsMethod(), remembered::variants)
        .on(CatalogServiceGrpc.getBatchGetVariantNamesMethod(), batchGetVariantNames::run)
        .on(CatalogServiceGrpc.getListVariantsMethod(), variants::list)
        .on(CatalogServiceGrpc.getUpdateVariantMethod(), variants::update)
        .on(CatalogServiceGrpc.getDeleteVariantMethod(), deleteVariant::run)
        .on(CatalogServiceGrpc.getLookupVariantMethod(), lookupVariant::run)
        .on(CatalogServiceGrpc.getCreateModifierGroupMethod(), modifierGroups::create)
        .on(CatalogServiceGrpc.getGetModifierGroupMethod(), modifierGroups::get)
        .on(CatalogServiceGrpc.getListModifierGroupsMethod(), modifierGroups::list)
        .on(CatalogServiceGrpc.getUpdateModifierGroupMethod(), modifierGroups::update)
        .on(CatalogServiceGrpc.getDeleteModifierGroupMethod(), modifierGroups::delete)
        .on(CatalogServiceGrpc.getCreateModifierMethod(), modifiers::create)
        .on(CatalogServiceGrpc.getGetModifierMethod(), modifiers::get)
        .on(CatalogServiceGrpc.getListModifiersMethod(), modifiers::list)
        .on(CatalogServiceGrpc.getUpdateModifierMethod(), modifiers::update)
        .on(CatalogServiceGrpc.getDeleteModifierMethod(), modifiers::delete)
        .on(CatalogServiceGrpc.getAttachModifierGroupMethod(), attachModifierGroup::attach)
        .on(CatalogServiceGrpc.getDetachModifierGroupMethod(), attachModifierGroup::detach)
        .on(CatalogServiceGrpc.getSetPriceMethod(), setPrice::run)
        .on(CatalogServiceGrpc.getListPricesMethod(), prices::list)
        .on(CatalogServiceGrpc.getDeletePriceMethod(), prices::delete)
        .on(CatalogServiceGrpc.getGetEffectivePriceMethod(), effectivePrice::run)
        .on(CatalogServiceGrpc.getCreateTaxRuleMethod(), taxRules::create)
        .on(CatalogServiceGrpc.getGetTaxRuleMethod(), taxRules::get)
        .on(CatalogServiceGrpc.getListTaxRulesMethod(), taxRules::list)
        .on(CatalogServiceGrpc.getUpdateTaxRuleMethod(), taxRules::update)
        .on(CatalogServiceGrpc.getDeleteTaxRuleMethod(), taxRules::delete)
        .on(CatalogServiceGrpc.getCreateServiceChargeMethod(), serviceCharges::create)
        .on(CatalogServiceGrpc.getGetServiceChargeMethod(), serviceCharges::get)
        .on(CatalogServiceGrpc.getListServiceChargesMethod(), serviceCharges::list)
        .on(CatalogServiceGrpc.getUpdateServiceChargeMethod(), serviceCharges::update)
        .on(CatalogServiceGrpc.getDeleteServiceChargeMethod(), serviceCharges::delete)
        .on(CatalogServiceGrpc.getQuoteItemsMethod(), quote::run)
        .on(CatalogServiceGrpc.getImportProductsMethod(), importProducts::run)
        .on(CatalogServiceGrpc.getListCatalogChangesMethod(), listCatalogChanges::run);
  }
}
