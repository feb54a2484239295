package id.laris.inventory;

import id.laris.pos.v1.BatchGetVariantsRequest;
import id.laris.pos.v1.BatchGetVariantsResponse;
import id.laris.pos.v1.CatalogServiceGrpc;
import id.laris.pos.v1.QuoteItemsRequest;
import id.laris.pos.v1.QuoteItemsResponse;
import id.laris.pos.v1.QuotedItem;
import id.laris.pos.v1.Variant;
import io.grpc.Server;
import io.grpc.inprocess.InProcessServerBuilder;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/** A catalog that knows the variants that tests make. */
final class FakeCatalog extends CatalogServiceGrpc.CatalogServiceImplBase implements AutoCloseable {

  static final String NAME = "fake-catalog-of-inventory";
  static final String NAME_OF_ALL = "A thing";

  private final Set<String> variants = ConcurrentHashMap.newKeySet();
  private final Server server;

  FakeCatalog() throws IOException {
    server = InProcessServerBuilder.forName(NAME).addService(this).build().start();
  }

  /** A new variant. */
  String variant() {
    String id = UUID.randomUUID().toString();
    variants.add(id);
    return id;
  }

  @Override
  public void batchGetVariants(
      BatchGetVariantsRequest request, StreamObserver<BatchGetVariantsResponse> observer) {
    BatchGetVariantsResponse.Builder response = BatchGetVariantsResponse.newBuilder();
    request.getVariantIdsList().stream()
        .filter(variants::contains)
        .forEach(id -> response.addVariants(Variant.newBuilder().setId(id)));
    observer.onNext(response.build());
    observer.onCompleted();
  }

  @Override
  public void quoteItems(QuoteItemsRequest request, StreamObserver<QuoteItemsResponse> observer) {
    QuoteItemsResponse.Builder response = QuoteItemsResponse.newBuilder();
    request.getItemsList().stream()
        .map(QuoteItemsRequest.Item::getVariantId)
        .forEach(
            id ->
                response.addItems(
                    QuotedItem.newBuilder()
                        .setVariantId(id)
                        .setProductName(NAME_OF_ALL)
                        .setSku(sku(id))));
    observer.onNext(response.build());
    observer.onCompleted();
  }

  static String sku(String variantId) {
    return "SKU-" + variantId.substring(24);
  }

  @Override
  public void close() {
    server.shutdownNow();
  }
}
