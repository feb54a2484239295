package id.laris.catalog;

import static id.laris.common.grpc.Replies.reply;

import id.laris.catalog.category.CategoryActions;
import id.laris.catalog.feed.ListCatalogChanges;
import id.laris.catalog.imports.ImportProducts;
import id.laris.catalog.lookup.LookupVariant;
import id.laris.catalog.modifier.ModifierActions;
import id.laris.catalog.modifier.ModifierGroupActions;
import id.laris.catalog.price.GetEffectivePrice;
import id.laris.catalog.price.PriceActions;
import id.laris.catalog.product.DeleteProduct;
import id.laris.catalog.product.ProductActions;
import id.laris.catalog.product.SearchProducts;
import id.laris.catalog.quote.QuoteItems;
import id.laris.catalog.servicecharge.ServiceChargeActions;
import id.laris.catalog.tax.TaxRuleActions;
import id.laris.catalog.variant.DeleteVariant;
import id.laris.catalog.variant.VariantActions;
import id.laris.pos.v1.AttachModifierGroupRequest;
import id.laris.pos.v1.AttachModifierGroupResponse;
import id.laris.pos.v1.BatchGetVariantsRequest;
import id.laris.pos.v1.BatchGetVariantsResponse;
import id.laris.pos.v1.CatalogServiceGrpc;
import id.laris.pos.v1.CreateCategoryRequest;
import id.laris.pos.v1.CreateCategoryResponse;
import id.laris.pos.v1.CreateModifierGroupRequest;
import id.laris.pos.v1.CreateModifierGroupResponse;
import id.laris.pos.v1.CreateModifierRequest;
import id.laris.pos.v1.CreateModifierResponse;
import id.laris.pos.v1.CreateProductRequest;
import id.laris.pos.v1.CreateProductResponse;
import id.laris.pos.v1.CreateServiceChargeRequest;
import id.laris.pos.v1.CreateServiceChargeResponse;
import id.laris.pos.v1.CreateTaxRuleRequest;
import id.laris.pos.v1.CreateTaxRuleResponse;
import id.laris.pos.v1.CreateVariantRequest;
import id.laris.pos.v1.CreateVariantResponse;
import id.laris.pos.v1.DeleteCategoryRequest;
import id.laris.pos.v1.DeleteCategoryResponse;
import id.laris.pos.v1.DeleteModifierGroupRequest;
import id.laris.pos.v1.DeleteModifierGroupResponse;
import id.laris.pos.v1.DeleteModifierRequest;
import id.laris.pos.v1.DeleteModifierResponse;
import id.laris.pos.v1.DeletePriceRequest;
import id.laris.pos.v1.DeletePriceResponse;
import id.laris.pos.v1.DeleteProductRequest;
import id.laris.pos.v1.DeleteProductResponse;
import id.laris.pos.v1.DeleteServiceChargeRequest;
import id.laris.pos.v1.DeleteServiceChargeResponse;
import id.laris.pos.v1.DeleteTaxRuleRequest;
import id.laris.pos.v1.DeleteTaxRuleResponse;
import id.laris.pos.v1.DeleteVariantRequest;
import id.laris.pos.v1.DeleteVariantResponse;
import id.laris.pos.v1.DetachModifierGroupRequest;
import id.laris.pos.v1.DetachModifierGroupResponse;
import id.laris.pos.v1.GetCategoryRequest;
import id.laris.pos.v1.GetCategoryResponse;
import id.laris.pos.v1.GetEffectivePriceRequest;
import id.laris.pos.v1.GetEffectivePriceResponse;
import id.laris.pos.v1.GetModifierGroupRequest;
import id.laris.pos.v1.GetModifierGroupResponse;
import id.laris.pos.v1.GetModifierRequest;
import id.laris.pos.v1.GetModifierResponse;
import id.laris.pos.v1.GetProductRequest;
import id.laris.pos.v1.GetProductResponse;
import id.laris.pos.v1.GetServiceChargeRequest;
import id.laris.pos.v1.GetServiceChargeResponse;
import id.laris.pos.v1.GetTaxRuleRequest;
import id.laris.pos.v1.GetTaxRuleResponse;
import id.laris.pos.v1.GetVariantRequest;
import id.laris.pos.v1.GetVariantResponse;
import id.laris.pos.v1.ImportProductsRequest;
import id.laris.pos.v1.ImportProductsResponse;
import id.laris.pos.v1.ListCatalogChangesRequest;
import id.laris.pos.v1.ListCatalogChangesResponse;
import id.laris.pos.v1.ListCategoriesRequest;
import id.laris.pos.v1.ListCategoriesResponse;
import id.laris.pos.v1.ListModifierGroupsRequest;
import id.laris.pos.v1.ListModifierGroupsResponse;
import id.laris.pos.v1.ListModifiersRequest;
import id.laris.pos.v1.ListModifiersResponse;
import id.laris.pos.v1.ListPricesRequest;
import id.laris.pos.v1.ListPricesResponse;
import id.laris.pos.v1.ListProductsRequest;
import id.laris.pos.v1.ListProductsResponse;
import id.laris.pos.v1.ListServiceChargesRequest;
import id.laris.pos.v1.ListServiceChargesResponse;
import id.laris.pos.v1.ListTaxRulesRequest;
import id.laris.pos.v1.ListTaxRulesResponse;
import id.laris.pos.v1.ListVariantsRequest;
import id.laris.pos.v1.ListVariantsResponse;
import id.laris.pos.v1.LookupVariantRequest;
import id.laris.pos.v1.LookupVariantResponse;
import id.laris.pos.v1.QuoteItemsRequest;
import id.laris.pos.v1.QuoteItemsResponse;
import id.laris.pos.v1.RestoreProductRequest;
import id.laris.pos.v1.RestoreProductResponse;
import id.laris.pos.v1.SearchProductsRequest;
import id.laris.pos.v1.SearchProductsResponse;
import id.laris.pos.v1.SetPriceRequest;
import id.laris.pos.v1.SetPriceResponse;
import id.laris.pos.v1.UpdateCategoryRequest;
import id.laris.pos.v1.UpdateCategoryResponse;
import id.laris.pos.v1.UpdateModifierGroupRequest;
import id.laris.pos.v1.UpdateModifierGroupResponse;
import id.laris.pos.v1.UpdateModifierRequest;
import id.laris.pos.v1.UpdateModifierResponse;
import id.laris.pos.v1.UpdateProductRequest;
import id.laris.pos.v1.UpdateProductResponse;
import id.laris.pos.v1.UpdateServiceChargeRequest;
import id.laris.pos.v1.UpdateServiceChargeResponse;
import id.laris.pos.v1.UpdateTaxRuleRequest;
import id.laris.pos.v1.UpdateTaxRuleResponse;
import id.laris.pos.v1.UpdateVariantRequest;
import id.laris.pos.v1.UpdateVariantResponse;
import io.grpc.stub.StreamObserver;
import org.springframework.stereotype.Component;

/** One line per RPC: the table of contents of the service. */
@Component
final class CatalogGrpcService extends CatalogServiceGrpc.CatalogServiceImplBase {

  private final CategoryActions categories;
  private final PriceActions prices;
  private final GetEffectivePrice effectivePrice;
  private final TaxRuleActions taxRules;
  private final ServiceChargeActions serviceCharges;
  private final QuoteItems quote;
  private final ProductActions products;
  private final DeleteProduct deleteProduct;
  private final SearchProducts searchProducts;
  private final VariantActions variants;
  private final DeleteVariant deleteVariant;
  private final LookupVariant lookupVariant;
  private final ModifierGroupActions modifierGroups;
  private final ModifierActions modifiers;
  private final ImportProducts importProducts;
  private final ListCatalogChanges listCatalogChanges;

  CatalogGrpcService(
      CategoryActions categories,
      PriceActions prices,
      GetEffectivePrice effectivePrice,
      TaxRuleActions taxRules,
      ServiceChargeActions serviceCharges,
      QuoteItems quote,
      ProductActions products,
      DeleteProduct deleteProduct,
      SearchProducts searchProducts,
      VariantActions variants,
      DeleteVariant deleteVariant,
      LookupVariant lookupVariant,
      ModifierGroupActions modifierGroups,
      ModifierActions modifiers,
      ImportProducts importProducts,
      ListCatalogChanges listCatalogChanges) {
    this.categories = categories;
    this.prices = prices;
    this.effectivePrice = effectivePrice;
    this.taxRules = taxRules;
    this.serviceCharges = serviceCharges;
    this.quote = quote;
    this.products = products;
    this.deleteProduct = deleteProduct;
    this.searchProducts = searchProducts;
    this.variants = variants;
    this.deleteVariant = deleteVariant;
    this.lookupVariant = lookupVariant;
    this.modifierGroups = modifierGroups;
    this.modifiers = modifiers;
    this.importProducts = importProducts;
    this.listCatalogChanges = listCatalogChanges;
  }

  @Override
  public void createCategory(
      CreateCategoryRequest request, StreamObserver<CreateCategoryResponse> observer) {
    reply(observer, () -> categories.create(request));
  }

  @Override
  public void getCategory(
      GetCategoryRequest request, StreamObserver<GetCategoryResponse> observer) {
    reply(observer, () -> categories.get(request));
  }

  @Override
  public void listCategories(
      ListCategoriesRequest request, StreamObserver<ListCategoriesResponse> observer) {
    reply(observer, () -> categories.list(request));
  }

  @Override
  public void updateCategory(
      UpdateCategoryRequest request, StreamObserver<UpdateCategoryResponse> observer) {
    reply(observer, () -> categories.update(request));
  }

  @Override
  public void deleteCategory(
      DeleteCategoryRequest request, StreamObserver<DeleteCategoryResponse> observer) {
    reply(observer, () -> categories.delete(request));
  }

  @Override
  public void createProduct(
      CreateProductRequest request, StreamObserver<CreateProductResponse> observer) {
    reply(observer, () -> products.create(request));
  }

  @Override
  public void getProduct(GetProductRequest request, StreamObserver<GetProductResponse> observer) {
    reply(observer, () -> products.get(request));
  }

  @Override
  public void listProducts(
      ListProductsRequest request, StreamObserver<ListProductsResponse> observer) {
    reply(observer, () -> products.list(request));
  }

  @Override
  public void updateProduct(
      UpdateProductRequest request, StreamObserver<UpdateProductResponse> observer) {
    reply(observer, () -> products.update(request));
  }

  @Override
  public void deleteProduct(
      DeleteProductRequest request, StreamObserver<DeleteProductResponse> observer) {
    reply(observer, () -> deleteProduct.run(request));
  }

  @Override
  public void restoreProduct(
      RestoreProductRequest request, StreamObserver<RestoreProductResponse> observer) {
    reply(observer, () -> products.restore(request));
  }

  @Override
  public void searchProducts(
      SearchProductsRequest request, StreamObserver<SearchProductsResponse> observer) {
    reply(observer, () -> searchProducts.run(request));
  }

  @Override
  public void createVariant(
      CreateVariantRequest request, StreamObserver<CreateVariantResponse> observer) {
    reply(observer, () -> variants.create(request));
  }

  @Override
  public void getVariant(GetVariantRequest request, StreamObserver<GetVariantResponse> observer) {
    reply(observer, () -> variants.get(request));
  }

  @Override
  public void batchGetVariants(
      BatchGetVariantsRequest request, StreamObserver<BatchGetVariantsResponse> observer) {
    reply(observer, () -> variants.batchGet(request));
  }

  @Override
  public void listVariants(
      ListVariantsRequest request, StreamObserver<ListVariantsResponse> observer) {
    reply(observer, () -> variants.list(request));
  }

  @Override
  public void updateVariant(
      UpdateVariantRequest request, StreamObserver<UpdateVariantResponse> observer) {
    reply(observer, () -> variants.update(request));
  }

  @Override
  public void deleteVariant(
      DeleteVariantRequest request, StreamObserver<DeleteVariantResponse> observer) {
    reply(observer, () -> deleteVariant.run(request));
  }

  @Override
  public void lookupVariant(
      LookupVariantRequest request, StreamObserver<LookupVariantResponse> observer) {
    reply(observer, () -> lookupVariant.run(request));
  }

  @Override
  public void createModifierGroup(
      CreateModifierGroupRequest request, StreamObserver<CreateModifierGroupResponse> observer) {
    reply(observer, () -> modifierGroups.create(request));
  }

  @Override
  public void getModifierGroup(
      GetModifierGroupRequest request, StreamObserver<GetModifierGroupResponse> observer) {
    reply(observer, () -> modifierGroups.get(request));
  }

  @Override
  public void listModifierGroups(
      ListModifierGroupsRequest request, StreamObserver<ListModifierGroupsResponse> observer) {
    reply(observer, () -> modifierGroups.list(request));
  }

  @Override
  public void updateModifierGroup(
      UpdateModifierGroupRequest request, StreamObserver<UpdateModifierGroupResponse> observer) {
    reply(observer, () -> modifierGroups.update(request));
  }

  @Override
  public void deleteModifierGroup(
      DeleteModifierGroupRequest request, StreamObserver<DeleteModifierGroupResponse> observer) {
    reply(observer, () -> modifierGroups.delete(request));
  }

  @Override
  public void createModifier(
      CreateModifierRequest request, StreamObserver<CreateModifierResponse> observer) {
    reply(observer, () -> modifiers.create(request));
  }

  @Override
  public void getModifier(
      GetModifierRequest request, StreamObserver<GetModifierResponse> observer) {
    reply(observer, () -> modifiers.get(request));
  }

  @Override
  public void listModifiers(
      ListModifiersRequest request, StreamObserver<ListModifiersResponse> observer) {
    reply(observer, () -> modifiers.list(request));
  }

  @Override
  public void updateModifier(
      UpdateModifierRequest request, StreamObserver<UpdateModifierResponse> observer) {
    reply(observer, () -> modifiers.update(request));
  }

  @Override
  public void deleteModifier(
      DeleteModifierRequest request, StreamObserver<DeleteModifierResponse> observer) {
    reply(observer, () -> modifiers.delete(request));
  }

  @Override
  public void attachModifierGroup(
      AttachModifierGroupRequest request, StreamObserver<AttachModifierGroupResponse> observer) {
    reply(observer, () -> modifierGroups.attach(request));
  }

  @Override
  public void detachModifierGroup(
      DetachModifierGroupRequest request, StreamObserver<DetachModifierGroupResponse> observer) {
    reply(observer, () -> modifierGroups.detach(request));
  }

  @Override
  public void setPrice(SetPriceRequest request, StreamObserver<SetPriceResponse> observer) {
    reply(observer, () -> prices.set(request));
  }

  @Override
  public void listPrices(ListPricesRequest request, StreamObserver<ListPricesResponse> observer) {
    reply(observer, () -> prices.list(request));
  }

  @Override
  public void deletePrice(
      DeletePriceRequest request, StreamObserver<DeletePriceResponse> observer) {
    reply(observer, () -> prices.delete(request));
  }

  @Override
  public void getEffectivePrice(
      GetEffectivePriceRequest request, StreamObserver<GetEffectivePriceResponse> observer) {
    reply(observer, () -> effectivePrice.run(request));
  }

  @Override
  public void createTaxRule(
      CreateTaxRuleRequest request, StreamObserver<CreateTaxRuleResponse> observer) {
    reply(observer, () -> taxRules.create(request));
  }

  @Override
  public void getTaxRule(GetTaxRuleRequest request, StreamObserver<GetTaxRuleResponse> observer) {
    reply(observer, () -> taxRules.get(request));
  }

  @Override
  public void listTaxRules(
      ListTaxRulesRequest request, StreamObserver<ListTaxRulesResponse> observer) {
    reply(observer, () -> taxRules.list(request));
  }

  @Override
  public void updateTaxRule(
      UpdateTaxRuleRequest request, StreamObserver<UpdateTaxRuleResponse> observer) {
    reply(observer, () -> taxRules.update(request));
  }

  @Override
  public void deleteTaxRule(
      DeleteTaxRuleRequest request, StreamObserver<DeleteTaxRuleResponse> observer) {
    reply(observer, () -> taxRules.delete(request));
  }

  @Override
  public void createServiceCharge(
      CreateServiceChargeRequest request, StreamObserver<CreateServiceChargeResponse> observer) {
    reply(observer, () -> serviceCharges.create(request));
  }

  @Override
  public void getServiceCharge(
      GetServiceChargeRequest request, StreamObserver<GetServiceChargeResponse> observer) {
    reply(observer, () -> serviceCharges.get(request));
  }

  @Override
  public void listServiceCharges(
      ListServiceChargesRequest request, StreamObserver<ListServiceChargesResponse> observer) {
    reply(observer, () -> serviceCharges.list(request));
  }

  @Override
  public void updateServiceCharge(
      UpdateServiceChargeRequest request, StreamObserver<UpdateServiceChargeResponse> observer) {
    reply(observer, () -> serviceCharges.update(request));
  }

  @Override
  public void deleteServiceCharge(
      DeleteServiceChargeRequest request, StreamObserver<DeleteServiceChargeResponse> observer) {
    reply(observer, () -> serviceCharges.delete(request));
  }

  @Override
  public void quoteItems(QuoteItemsRequest request, StreamObserver<QuoteItemsResponse> observer) {
    reply(observer, () -> quote.run(request));
  }

  @Override
  public void importProducts(
      ImportProductsRequest request, StreamObserver<ImportProductsResponse> observer) {
    reply(observer, () -> importProducts.run(request));
  }

  @Override
  public void listCatalogChanges(
      ListCatalogChangesRequest request, StreamObserver<ListCatalogChangesResponse> observer) {
    reply(observer, () -> listCatalogChanges.run(request));
  }
}
