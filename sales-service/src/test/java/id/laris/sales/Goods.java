package id.laris.sales;

import id.laris.pos.v1.CreateReturnRequest;
import id.laris.pos.v1.GetReturnRequest;
import id.laris.pos.v1.ListReturnsRequest;
import id.laris.pos.v1.Order;
import id.laris.pos.v1.Payment;
import id.laris.pos.v1.ReturnedItem;
import id.laris.pos.v1.SalesReturn;
import id.laris.pos.v1.SalesReturn.Reason;
import id.laris.pos.v1.SalesReturn.Restock;
import id.laris.pos.v1.WantedRefund;
import java.util.List;

/** The goods that customers bring back to a till. */
record Goods(Till till) {

  static ReturnedItem back(Order order, int line, long quantity) {
    return ReturnedItem.newBuilder()
        .setItemId(order.getItems(line).getId())
        .setQuantity(quantity)
        .setReason(Reason.DEFECTIVE)
        .setRestock(Restock.GOOD)
        .build();
  }

  static CreateReturnRequest.Builder request(Order order, ReturnedItem... items) {
    return CreateReturnRequest.newBuilder().setOrderId(order.getId()).addAllLines(List.of(items));
  }

  static WantedRefund to(Payment payment, long amount) {
    return WantedRefund.newBuilder().setPaymentId(payment.getId()).setAmount(amount).build();
  }

  static WantedRefund by(Payment.Type type, long amount) {
    return WantedRefund.newBuilder().setPaymentType(type).setAmount(amount).build();
  }

  SalesReturn give(CreateReturnRequest.Builder request) {
    return till.sales().createReturn(request.build()).getSalesReturn();
  }

  SalesReturn give(Order order, int line, long quantity) {
    return give(request(order, back(order, line, quantity)));
  }

  SalesReturn get(SalesReturn made) {
    return till.sales()
        .getReturn(GetReturnRequest.newBuilder().setReturnId(made.getId()).build())
        .getSalesReturn();
  }

  List<SalesReturn> of(Order order) {
    return till.sales()
        .listReturns(ListReturnsRequest.newBuilder().setOrderId(order.getId()).build())
        .getSalesReturnsList();
  }
}
