package id.laris.sales;

import static id.laris.common.grpc.Replies.reply;

import id.laris.pos.v1.AddOrderItemRequest;
import id.laris.pos.v1.AddOrderItemResponse;
import id.laris.pos.v1.AddPaymentRequest;
import id.laris.pos.v1.AddPaymentResponse;
import id.laris.pos.v1.ApplyDiscountRequest;
import id.laris.pos.v1.ApplyDiscountResponse;
import id.laris.pos.v1.CalculateOrderRequest;
import id.laris.pos.v1.CalculateOrderResponse;
import id.laris.pos.v1.CheckoutRequest;
import id.laris.pos.v1.CheckoutResponse;
import id.laris.pos.v1.CompleteOrderRequest;
import id.laris.pos.v1.CompleteOrderResponse;
import id.laris.pos.v1.CreateOrderRequest;
import id.laris.pos.v1.CreateOrderResponse;
import id.laris.pos.v1.FinalizeOrderRequest;
import id.laris.pos.v1.FinalizeOrderResponse;
import id.laris.pos.v1.GetOrderRequest;
import id.laris.pos.v1.GetOrderResponse;
import id.laris.pos.v1.GetReceiptRequest;
import id.laris.pos.v1.GetReceiptResponse;
import id.laris.pos.v1.GetSalesSettingsRequest;
import id.laris.pos.v1.GetSalesSettingsResponse;
import id.laris.pos.v1.ListOrdersRequest;
import id.laris.pos.v1.ListOrdersResponse;
import id.laris.pos.v1.RemoveDiscountRequest;
import id.laris.pos.v1.RemoveDiscountResponse;
import id.laris.pos.v1.RemoveOrderItemRequest;
import id.laris.pos.v1.RemoveOrderItemResponse;
import id.laris.pos.v1.ReopenOrderRequest;
import id.laris.pos.v1.ReopenOrderResponse;
import id.laris.pos.v1.SalesServiceGrpc;
import id.laris.pos.v1.SetOrderDetailsRequest;
import id.laris.pos.v1.SetOrderDetailsResponse;
import id.laris.pos.v1.UpdateOrderItemRequest;
import id.laris.pos.v1.UpdateOrderItemResponse;
import id.laris.pos.v1.UpdateSalesSettingsRequest;
import id.laris.pos.v1.UpdateSalesSettingsResponse;
import id.laris.pos.v1.VoidOrderRequest;
import id.laris.pos.v1.VoidOrderResponse;
import id.laris.pos.v1.VoidPaymentRequest;
import id.laris.pos.v1.VoidPaymentResponse;
import id.laris.sales.close.Checkout;
import id.laris.sales.close.CompleteOrder;
import id.laris.sales.close.FinalizeOrder;
import id.laris.sales.close.ReopenOrder;
import id.laris.sales.close.VoidOrder;
import id.laris.sales.draft.AddOrderItem;
import id.laris.sales.draft.ApplyDiscount;
import id.laris.sales.draft.CalculateOrder;
import id.laris.sales.draft.CreateOrder;
import id.laris.sales.draft.RemoveDiscount;
import id.laris.sales.draft.RemoveOrderItem;
import id.laris.sales.draft.SetOrderDetails;
import id.laris.sales.draft.UpdateOrderItem;
import id.laris.sales.order.OrderQueries;
import id.laris.sales.payment.AddPayment;
import id.laris.sales.payment.VoidPayment;
import id.laris.sales.receipt.GetReceipt;
import id.laris.sales.settings.SettingsActions;
import io.grpc.stub.StreamObserver;
import org.springframework.stereotype.Component;

/** One line per RPC: the table of contents of the service. */
@Component
final class SalesGrpcService extends SalesServiceGrpc.SalesServiceImplBase {

  private final CreateOrder createOrder;
  private final AddOrderItem addOrderItem;
  private final UpdateOrderItem updateOrderItem;
  private final RemoveOrderItem removeOrderItem;
  private final ApplyDiscount applyDiscount;
  private final RemoveDiscount removeDiscount;
  private final SetOrderDetails setOrderDetails;
  private final CalculateOrder calculateOrder;
  private final FinalizeOrder finalizeOrder;
  private final ReopenOrder reopenOrder;
  private final AddPayment addPayment;
  private final VoidPayment voidPayment;
  private final CompleteOrder completeOrder;
  private final VoidOrder voidOrder;
  private final Checkout checkout;
  private final GetReceipt getReceipt;
  private final OrderQueries orders;
  private final SettingsActions settings;

  SalesGrpcService(
      CreateOrder createOrder,
      AddOrderItem addOrderItem,
      UpdateOrderItem updateOrderItem,
      RemoveOrderItem removeOrderItem,
      ApplyDiscount applyDiscount,
      RemoveDiscount removeDiscount,
      SetOrderDetails setOrderDetails,
      CalculateOrder calculateOrder,
      FinalizeOrder finalizeOrder,
      ReopenOrder reopenOrder,
      AddPayment addPayment,
      VoidPayment voidPayment,
      CompleteOrder completeOrder,
      VoidOrder voidOrder,
      Checkout checkout,
      GetReceipt getReceipt,
      OrderQueries orders,
      SettingsActions settings) {
    this.createOrder = createOrder;
    this.addOrderItem = addOrderItem;
    this.updateOrderItem = updateOrderItem;
    this.removeOrderItem = removeOrderItem;
    this.applyDiscount = applyDiscount;
    this.removeDiscount = removeDiscount;
    this.setOrderDetails = setOrderDetails;
    this.calculateOrder = calculateOrder;
    this.finalizeOrder = finalizeOrder;
    this.reopenOrder = reopenOrder;
    this.addPayment = addPayment;
    this.voidPayment = voidPayment;
    this.completeOrder = completeOrder;
    this.voidOrder = voidOrder;
    this.checkout = checkout;
    this.getReceipt = getReceipt;
    this.orders = orders;
    this.settings = settings;
  }

  @Override
  public void createOrder(
      CreateOrderRequest request, StreamObserver<CreateOrderResponse> observer) {
    reply(observer, () -> createOrder.run(request));
  }

  @Override
  public void getOrder(GetOrderRequest request, StreamObserver<GetOrderResponse> observer) {
    reply(observer, () -> orders.get(request));
  }

  @Override
  public void listOrders(ListOrdersRequest request, StreamObserver<ListOrdersResponse> observer) {
    reply(observer, () -> orders.list(request));
  }

  @Override
  public void addOrderItem(
      AddOrderItemRequest request, StreamObserver<AddOrderItemResponse> observer) {
    reply(observer, () -> addOrderItem.run(request));
  }

  @Override
  public void updateOrderItem(
      UpdateOrderItemRequest request, StreamObserver<UpdateOrderItemResponse> observer) {
    reply(observer, () -> updateOrderItem.run(request));
  }

  @Override
  public void removeOrderItem(
      RemoveOrderItemRequest request, StreamObserver<RemoveOrderItemResponse> observer) {
    reply(observer, () -> removeOrderItem.run(request));
  }

  @Override
  public void applyDiscount(
      ApplyDiscountRequest request, StreamObserver<ApplyDiscountResponse> observer) {
    reply(observer, () -> applyDiscount.run(request));
  }

  @Override
  public void removeDiscount(
      RemoveDiscountRequest request, StreamObserver<RemoveDiscountResponse> observer) {
    reply(observer, () -> removeDiscount.run(request));
  }

  @Override
  public void setOrderDetails(
      SetOrderDetailsRequest request, StreamObserver<SetOrderDetailsResponse> observer) {
    reply(observer, () -> setOrderDetails.run(request));
  }

  @Override
  public void calculateOrder(
      CalculateOrderRequest request, StreamObserver<CalculateOrderResponse> observer) {
    reply(observer, () -> calculateOrder.run(request));
  }

  @Override
  public void finalizeOrder(
      FinalizeOrderRequest request, StreamObserver<FinalizeOrderResponse> observer) {
    reply(observer, () -> finalizeOrder.run(request));
  }

  @Override
  public void reopenOrder(
      ReopenOrderRequest request, StreamObserver<ReopenOrderResponse> observer) {
    reply(observer, () -> reopenOrder.run(request));
  }

  @Override
  public void addPayment(AddPaymentRequest request, StreamObserver<AddPaymentResponse> observer) {
    reply(observer, () -> addPayment.run(request));
  }

  @Override
  public void voidPayment(
      VoidPaymentRequest request, StreamObserver<VoidPaymentResponse> observer) {
    reply(observer, () -> voidPayment.run(request));
  }

  @Override
  public void completeOrder(
      CompleteOrderRequest request, StreamObserver<CompleteOrderResponse> observer) {
    reply(observer, () -> completeOrder.run(request));
  }

  @Override
  public void voidOrder(VoidOrderRequest request, StreamObserver<VoidOrderResponse> observer) {
    reply(observer, () -> voidOrder.run(request));
  }

  @Override
  public void checkout(CheckoutRequest request, StreamObserver<CheckoutResponse> observer) {
    reply(observer, () -> checkout.run(request));
  }

  @Override
  public void getReceipt(GetReceiptRequest request, StreamObserver<GetReceiptResponse> observer) {
    reply(observer, () -> getReceipt.run(request));
  }

  @Override
  public void getSalesSettings(
      GetSalesSettingsRequest request, StreamObserver<GetSalesSettingsResponse> observer) {
    reply(observer, () -> settings.get(request));
  }

  @Override
  public void updateSalesSettings(
      UpdateSalesSettingsRequest request, StreamObserver<UpdateSalesSettingsResponse> observer) {
    reply(observer, () -> settings.update(request));
  }
}
