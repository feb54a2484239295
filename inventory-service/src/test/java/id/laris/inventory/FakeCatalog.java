package id.laris.inventory;

import id.laris.pos.v1.BatchGetVariantNamesRequest;
import id.laris.pos.v1.BatchGetVariantNamesResponse;
import id.laris.pos.v1.BatchGetVariantsRequest;
import id.laris.pos.v1.BatchGetVariantsResponse;
import id.laris.pos.v1.CatalogServiceGrpc;
import id.laris.pos.v1.Variant;
import io.grpc.Server;
import io.grpc.inprocess.InProcessServerBuilder;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** A catalog that knows the variants that tests make. */
final class FakeCatalog extends CatalogServiceGrpc.CatalogServiceImplBase implements AutoCloseable {

  static final String NAME = "fake-catalog-of-inventory";
  static final String NAME_OF_ALL = "A thing";

  private final Set<String> variants = ConcurrentHashMap.newKeySet();
  private final Set<String> unanswered = ConcurrentHashMap.newKeySet();
  private final List<BatchGetVariantNamesRequest> questionsForNames = new CopyOnWriteArrayList<>();
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

  /** Deletes a variant. */
  void delete(String id) {
    variants.remove(id);
  }

  /** Leaves questions for the name of this variant without an answer. */
  void stopNaming(String id) {
    unanswered.add(id);
  }

  /** The questions for names that named this variant. */
  List<BatchGetVariantNamesRequest> questionsForNamesOf(String id) {
    return questionsForNames.stream()
        .filter(question -> question.getVariantIdsList().contains(id))
        .toList();
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
  public void batchGetVariantNames(
      BatchGetVariantNamesRequest request, StreamObserver<BatchGetVariantNamesResponse> observer) {
    questionsForNames.add(request);
    if (request.getVariantIdsList().stream().anyMatch(unanswered::contains)) {
      return;
    }
    BatchGetVariantNamesResponse.Builder response = BatchGetVariantNamesResponse.newBuilder();
    request
        .getVariantIdsList()
        .forEach(
            id ->
                response
                    .addNamesBuilder()
                    .setVariantId(id)
                    .setProductName(NAME_OF_ALL)
                    .setSku(sku(id)));
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
