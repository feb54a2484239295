package id.laris.sales.promotion;

import com.google.common.util.concurrent.ListenableFuture;
import id.laris.common.Ids;
import id.laris.common.client.RemoteService;
import id.laris.common.client.RemoteServices;
import id.laris.common.errors.Errors;
import id.laris.common.errors.PosException;
import id.laris.common.errors.Reason;
import id.laris.common.grpc.Protos;
import id.laris.pos.Service;
import id.laris.pos.v1.FindOffersRequest;
import id.laris.pos.v1.FindOffersResponse;
import id.laris.pos.v1.PromotionServiceGrpc;
import id.laris.pos.v1.PromotionServiceGrpc.PromotionServiceFutureStub;
import id.laris.sales.order.Order;
import id.laris.sales.settings.SalesSetting;
import io.grpc.StatusRuntimeException;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;

/**
 * Asks promotion-service for the offers of now. It is a remote call, and never made inside a
 * transaction. The caller asks something else before it takes the answer, so that both are asked at
 * the same time.
 */
@Component
public class Offers {

  private final RemoteService service;
  private final PromotionServiceFutureStub promotions;

  Offers(RemoteServices services) {
    this.service = services.named(Service.PROMOTION);
    this.promotions = PromotionServiceGrpc.newFutureStub(service.ownChannel());
  }

  /**
   * Asks for the offers for an order. The answer is nothing where promotion-service cannot be
   * reached and the settings allow to sell without it, and UNAVAILABLE where they do not.
   */
  public Supplier<Optional<FindOffersResponse>> ask(Order order, SalesSetting setting, Instant at) {
    FindOffersRequest request =
        FindOffersRequest.newBuilder()
            .setOrderId(order.id().toString())
            .setCustomerId(Ids.text(order.customer().id()))
            .addAllCouponCodes(order.promotions().couponCodes())
            .setAt(Protos.timestamp(at))
            .setTimeZone(setting.businessDay().zone().getId())
            .build();
    Question question = new Question(request);
    return () -> answer(question, setting);
  }

  private Optional<FindOffersResponse> answer(Question question, SalesSetting setting) {
    try {
      return Optional.of(service.call(question::await));
    } catch (StatusRuntimeException e) {
      throw RemoteService.withoutFields(e);
    } catch (PosException e) {
      if (setting.sellWithoutPromotions() && e.reason() == Reason.UNAVAILABLE) {
        return Optional.empty();
      }
      throw e;
    }
  }

  /** A question that is under way, and is asked again where it is waited for again. */
  private final class Question {

    private final FindOffersRequest request;
    private ListenableFuture<FindOffersResponse> underWay;
    private boolean awaited;

    Question(FindOffersRequest request) {
      this.request = request;
      this.underWay = promotions.findOffers(request);
    }

    FindOffersResponse await() {
      if (awaited) {
        underWay = promotions.findOffers(request);
      }
      awaited = true;
      try {
        return underWay.get();
      } catch (ExecutionException e) {
        if (e.getCause() instanceof StatusRuntimeException refusal) {
          throw refusal;
        }
        throw new IllegalStateException("the question failed in an unknown way", e);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw Errors.unavailable("The service, which is stopping,");
      }
    }
  }
}
