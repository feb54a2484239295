package id.laris.sales;

import id.laris.common.grpc.RpcTable;
import id.laris.pos.v1.SalesServiceGrpc;
import id.laris.sales.close.Checkout;
import id.laris.sales.close.CompleteOrder;
import id.laris.sales.close.FinalizeOrder;
import id.laris.sales.close.ReopenOrder;
import id.laris.sales.close.VoidOrder;
import id.laris.sales.draft.AddOrderItem;
import id.laris.sales.draft.ApplyCoupon;
import id.laris.sales.draft.ApplyDiscount;
import id.laris.sales.draft.ApplyReward;
import id.laris.sales.draft.CalculateOrder;
import id.laris.sales.draft.CreateOrder;
import id.laris.sales.draft.HoldOrder;
import id.laris.sales.draft.RecallOrder;
import id.laris.sales.draft.RemoveCoupon;
import id.laris.sales.draft.RemoveDiscount;
import id.laris.sales.draft.RemoveOrderItem;
import id.laris.sales.draft.SetOrderDetails;
import id.laris.sales.draft.UpdateOrderItem;
import id.laris.sales.order.OrderQueries;
import id.laris.sales.payment.AddPayment;
import id.laris.sales.payment.VoidPayment;
import id.laris.sales.receipt.GetReceipt;
import id.laris.sales.returns.CalculateReturn;
import id.laris.sales.returns.CreateExchange;
import id.laris.sales.returns.CreateReturn;
import id.laris.sales.returns.RetryRefund;
import id.laris.sales.returns.ReturnQueries;
import id.laris.sales.returns.VoidSale;
import id.laris.sales.settings.SettingsActions;
import id.laris.sales.shift.BeginShift;
import id.laris.sales.shift.EndShift;
import id.laris.sales.shift.GetTenderTotals;
import io.grpc.BindableService;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The RPCs of SalesService, each with the method that answers it. */
@Configuration(proxyBeanMethods = false)
class SalesRpcs {

  @Bean
  BindableService salesService(
      CreateOrder createOrder,
      AddOrderItem addOrderItem,
      UpdateOrderItem updateOrderItem,
      RemoveOrderItem removeOrderItem,
      ApplyDiscount applyDiscount,
      ApplyReward applyReward,
      ApplyCoupon applyCoupon,
      RemoveCoupon removeCoupon,
      RemoveDiscount removeDiscount,
      SetOrderDetails setOrderDetails,
      HoldOrder holdOrder,
      RecallOrder recallOrder,
      CalculateOrder calculateOrder,
      FinalizeOrder finalizeOrder,
      ReopenOrder reopenOrder,
      AddPayment addPayment,
      VoidPayment voidPayment,
      CompleteOrder completeOrder,
      VoidOrder voidOrder,
      Checkout checkout,
      GetReceipt getReceipt,
      GetTenderTotals getTenderTotals,
      BeginShift beginShift,
      EndShift endShift,
      CalculateReturn calculateReturn,
      CreateReturn createReturn,
      CreateExchange createExchange,
      RetryRefund retryRefund,
      VoidSale voidSale,
      ReturnQueries returns,
      OrderQueries orders,
      SettingsActions settings) {
    return new RpcTable(SalesServiceGrpc.getServiceDescriptor())
        .on(SalesServiceGrpc.getCreateOrderMethod(), createOrder::run)
        .on(SalesServiceGrpc.getGetOrderMethod(), orders::get)
        .on(SalesServiceGrpc.getListOrdersMethod(), orders::list)
        .on(SalesServiceGrpc.getListHeldOrdersMethod(), orders::listHeld)
        .on(SalesServiceGrpc.getHoldOrderMethod(), holdOrder::run)
        .on(SalesServiceGrpc.getRecallOrderMethod(), recallOrder::run)
        .on(SalesServiceGrpc.getAddOrderItemMethod(), addOrderItem::run)
        .on(SalesServiceGrpc.getUpdateOrderItemMethod(), updateOrderItem::run)
        .on(SalesServiceGrpc.getRemoveOrderItemMethod(), removeOrderItem::run)
        .on(SalesServiceGrpc.getApplyDiscountMethod(), applyDiscount::run)
        .on(SalesServiceGrpc.getApplyRewardMethod(), applyReward::run)
        .on(SalesServiceGrpc.getApplyCouponMethod(), applyCoupon::run)
        .on(SalesServiceGrpc.getRemoveCouponMethod(), removeCoupon::run)
        .on(SalesServiceGrpc.getRemoveDiscountMethod(), removeDiscount::run)
        .on(SalesServiceGrpc.getSetOrderDetailsMethod(), setOrderDetails::run)
        .on(SalesServiceGrpc.getCalculateOrderMethod(), calculateOrder::run)
        .on(SalesServiceGrpc.getFinalizeOrderMethod(), finalizeOrder::run)
        .on(SalesServiceGrpc.getReopenOrderMethod(), reopenOrder::run)
        .on(SalesServiceGrpc.getAddPaymentMethod(), addPayment::run)
        .on(SalesServiceGrpc.getVoidPaymentMethod(), voidPayment::run)
        .on(SalesServiceGrpc.getCompleteOrderMethod(), completeOrder::run)
        .on(SalesServiceGrpc.getVoidOrderMethod(), voidOrder::run)
        .on(SalesServiceGrpc.getCheckoutMethod(), checkout::run)
        .on(SalesServiceGrpc.getGetReceiptMethod(), getReceipt::run)
        .on(SalesServiceGrpc.getCalculateReturnMethod(), calculateReturn::run)
        .on(SalesServiceGrpc.getCreateReturnMethod(), createReturn::run)
        .on(SalesServiceGrpc.getCreateExchangeMethod(), createExchange::run)
        .on(SalesServiceGrpc.getRetryRefundMethod(), retryRefund::run)
        .on(SalesServiceGrpc.getVoidSaleMethod(), voidSale::run)
        .on(SalesServiceGrpc.getGetReturnMethod(), returns::get)
        .on(SalesServiceGrpc.getListReturnsMethod(), returns::list)
        .on(SalesServiceGrpc.getGetSalesSettingsMethod(), settings::get)
        .on(SalesServiceGrpc.getUpdateSalesSettingsMethod(), settings::update)
        .on(SalesServiceGrpc.getGetTenderTotalsMethod(), getTenderTotals::run)
        .on(SalesServiceGrpc.getBeginShiftMethod(), beginShift::run)
        .on(SalesServiceGrpc.getEndShiftMethod(), endShift::run);
  }
}
