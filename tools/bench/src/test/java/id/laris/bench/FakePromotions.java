package id.laris.bench;

import id.laris.pos.v1.CreatePromotionRequest;
import id.laris.pos.v1.CreatePromotionResponse;
import id.laris.pos.v1.PromotionServiceGrpc;
import io.grpc.stub.StreamObserver;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Creates promotions, and remembers them. */
final class FakePromotions extends PromotionServiceGrpc.PromotionServiceImplBase {

  private final List<CreatePromotionRequest> created = new CopyOnWriteArrayList<>();

  List<CreatePromotionRequest> created() {
    return created;
  }

  @Override
  public void createPromotion(
      CreatePromotionRequest request, StreamObserver<CreatePromotionResponse> observer) {
    created.add(request);
    observer.onNext(CreatePromotionResponse.getDefaultInstance());
    observer.onCompleted();
  }
}
