package id.laris.bench;

import id.laris.pos.v1.CatalogServiceGrpc;
import id.laris.pos.v1.CreateProductRequest;
import id.laris.pos.v1.CreateProductResponse;
import id.laris.pos.v1.CreateServiceChargeRequest;
import id.laris.pos.v1.CreateServiceChargeResponse;
import id.laris.pos.v1.CreateTaxRuleRequest;
import id.laris.pos.v1.CreateTaxRuleResponse;
import id.laris.pos.v1.GetProductRequest;
import id.laris.pos.v1.GetProductResponse;
import id.laris.pos.v1.ImportProductsRequest;
import id.laris.pos.v1.ImportProductsResponse;
import id.laris.pos.v1.LookupVariantRequest;
import id.laris.pos.v1.LookupVariantResponse;
import id.laris.pos.v1.Product;
import id.laris.pos.v1.UpdateProductRequest;
import id.laris.pos.v1.UpdateProductResponse;
import io.grpc.stub.StreamObserver;

/** Makes what it is asked to make, and remembers nothing of it. */
final class FakeCatalog extends CatalogServiceGrpc.CatalogServiceImplBase {

  private final FakeEvents events;

  FakeCatalog(FakeEvents events) {
    this.events = events;
  }

  @Override
  public void createTaxRule(
      CreateTaxRuleRequest request, StreamObserver<CreateTaxRuleResponse> observer) {
    FakeLaris.reply(observer, CreateTaxRuleResponse.getDefaultInstance());
  }

  @Override
  public void createServiceCharge(
      CreateServiceChargeRequest request, StreamObserver<CreateServiceChargeResponse> observer) {
    FakeLaris.reply(observer, CreateServiceChargeResponse.getDefaultInstance());
  }

  @Override
  public void createProduct(
      CreateProductRequest request, StreamObserver<CreateProductResponse> observer) {
    Product product = Product.newBuilder().setId(FakeLaris.id()).build();
    FakeLaris.reply(observer, CreateProductResponse.newBuilder().setProduct(product).build());
  }

  /** The number in what the load generator writes is the version. */
  @Override
  public void updateProduct(
      UpdateProductRequest request, StreamObserver<UpdateProductResponse> observer) {
    String number = request.getProduct().getDescription().replaceAll("[^0-9]", "");
    Product product = request.getProduct().toBuilder().setVersion(Integer.parseInt(number)).build();
    events.changed(
        product.getId(),
        product.getVersion(),
        () ->
            FakeLaris.reply(
                observer, UpdateProductResponse.newBuilder().setProduct(product).build()));
  }

  @Override
  public void importProducts(
      ImportProductsRequest request, StreamObserver<ImportProductsResponse> observer) {
    ImportProductsResponse.Builder answer = ImportProductsResponse.newBuilder().setStored(true);
    request
        .getRowsList()
        .forEach(
            row ->
                answer.addResults(
                    ImportProductsResponse.RowResult.newBuilder()
                        .setProductId(FakeLaris.id())
                        .setVariantId(FakeLaris.id())));
    FakeLaris.reply(observer, answer.build());
  }

  @Override
  public void getProduct(GetProductRequest request, StreamObserver<GetProductResponse> observer) {
    FakeLaris.reply(observer, GetProductResponse.getDefaultInstance());
  }

  @Override
  public void lookupVariant(
      LookupVariantRequest request, StreamObserver<LookupVariantResponse> observer) {
    FakeLaris.reply(observer, LookupVariantResponse.getDefaultInstance());
  }
}
