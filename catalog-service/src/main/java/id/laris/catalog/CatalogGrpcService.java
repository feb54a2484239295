package id.laris.catalog;

import static id.laris.common.grpc.Replies.reply;

import id.laris.catalog.category.CategoryActions;
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
  private final PriceActions prices;
  private final GetEffectivePrice effectivePrice;
  private final TaxRuleActions taxRules;
  private final ServiceChargeActions serviceCharges;
  private final QuoteItems quote;

  CatalogGrpcService(
      CategoryActions categories,
      PriceActions prices,
      GetEffectivePrice effectivePrice,
      TaxRuleActions taxRules,
      ServiceChargeActions serviceCharges,
      QuoteItems quote) {
    this.categories = categories;
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
}
