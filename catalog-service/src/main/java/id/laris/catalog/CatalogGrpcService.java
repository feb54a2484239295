package id.laris.catalog;

import static id.laris.common.grpc.Replies.reply;

import id.laris.catalog.category.CategoryActions;
import id.laris.catalog.product.ProductActions;
import id.laris.catalog.product.VariantActions;
import id.laris.catalog.price.GetEffectivePrice;
import id.laris.catalog.price.PriceActions;
import id.laris.catalog.quote.QuoteItems;
import id.laris.catalog.servicecharge.ServiceChargeActions;
import id.laris.catalog.tax.TaxRuleActions;
import id.laris.pos.v1.*;
import io.grpc.stub.StreamObserver;
import org.springframework.stereotype.Component;

/** One line per RPC: the table of contents of the service. */
@Component
final class CatalogGrpcService extends CatalogServiceGrpc.CatalogServiceImplBase {

  private final CategoryActions categories;
  private final ProductActions products;
  private final VariantActions variants;
  private final PriceActions prices;
  private final GetEffectivePrice effectivePrice;
  private final TaxRuleActions taxRules;
  private final ServiceChargeActions serviceCharges;
  private final QuoteItems quote;

  CatalogGrpcService(CategoryActions categories, ProductActions products, VariantActions variants,
      PriceActions prices,
      GetEffectivePrice effectivePrice,
      TaxRuleActions taxRules,
      ServiceChargeActions serviceCharges,
      QuoteItems quote) {
    this.categories = categories;
    this.products = products;
    this.variants = variants;
    this.prices = prices;
    this.effectivePrice = effectivePrice;
    this.taxRules = taxRules;
    this.serviceCharges = serviceCharges;
    this.quote = quote;
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
  public void createProduct(CreateProductRequest request, StreamObserver<CreateProductResponse> observer) {
    reply(observer, () -> products.create(request));
  }

  @Override
  public void getProduct(GetProductRequest request, StreamObserver<GetProductResponse> observer) {
    reply(observer, () -> products.get(request));
  }

  @Override
  public void listProducts(ListProductsRequest request, StreamObserver<ListProductsResponse> observer) {
    reply(observer, () -> products.list(request));
  }

  @Override
  public void updateProduct(UpdateProductRequest request, StreamObserver<UpdateProductResponse> observer) {
    reply(observer, () -> products.update(request));
  }

  @Override
  public void deleteProduct(DeleteProductRequest request, StreamObserver<DeleteProductResponse> observer) {
    reply(observer, () -> products.delete(request));
  }

  @Override
  public void restoreProduct(RestoreProductRequest request, StreamObserver<RestoreProductResponse> observer) {
    reply(observer, () -> products.restore(request));
  }

  @Override
  public void createVariant(CreateVariantRequest request, StreamObserver<CreateVariantResponse> observer) {
    reply(observer, () -> variants.create(request));
  }

  @Override
  public void getVariant(GetVariantRequest request, StreamObserver<GetVariantResponse> observer) {
    reply(observer, () -> variants.get(request));
  }

  @Override
  public void batchGetVariants(BatchGetVariantsRequest request, StreamObserver<BatchGetVariantsResponse> observer) {
    reply(observer, () -> variants.batchGet(request));
  }

  @Override
  public void listVariants(ListVariantsRequest request, StreamObserver<ListVariantsResponse> observer) {
    reply(observer, () -> variants.list(request));
  }

  @Override
  public void updateVariant(UpdateVariantRequest request, StreamObserver<UpdateVariantResponse> observer) {
    reply(observer, () -> variants.update(request));
  }

  @Override
  public void deleteVariant(DeleteVariantRequest request, StreamObserver<DeleteVariantResponse> observer) {
    reply(observer, () -> variants.delete(request));
  }
}
