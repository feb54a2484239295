package id.laris.sales.returns;

import static id.laris.common.grpc.Protos.money;
import static id.laris.common.grpc.Protos.setTime;

import id.laris.common.Ids;
import id.laris.common.money.Amounts;
import id.laris.pos.v1.Money;
import id.laris.pos.v1.SalesReturn;
import id.laris.sales.order.LineAmounts;
import id.laris.sales.order.OrderProtos;
import java.time.LocalDate;
import java.util.Objects;
import java.util.function.ToLongFunction;

/** Returns as messages. */
final class ReturnProtos {

  private ReturnProtos() {}

  static SalesReturn toProto(Return made) {
    String currency = made.currency();
    SalesReturn.Builder proto =
        SalesReturn.newBuilder()
            .setId(made.id().toString())
            .setOrderId(made.orderId().toString())
            .setStatus(made.status())
            .setReturnNumber(Objects.requireNonNullElse(made.number(), ""))
            .setSubtotal(sum(made, line -> line.amounts().gross()))
            .setDiscountTotal(sum(made, line -> line.amounts().discount()))
            .setServiceTotal(sum(made, line -> line.amounts().service()))
            .setTaxTotal(sum(made, line -> line.amounts().tax()))
            .setInclusiveTaxTotal(sum(made, ReturnProtos::inclusiveTax))
            .setTotal(money(made.total(), currency))
            .setRestockingFee(money(made.restockingFee(), currency))
            .setRefundTotal(money(made.refundTotal(), currency))
            .setCurrency(currency)
            .setLocationId(Ids.text(made.locationId()))
            .setShiftId(Ids.text(made.shiftId()))
            .setCustomerId(Ids.text(made.customerId()))
            .setNotes(made.notes())
            .setVoidReason(made.voidReason())
            .setExchangeOrderId(Ids.text(made.exchangeOrderId()))
            .setVersion(made.version());
    made.lines().forEach(line -> proto.addLines(toProto(line, currency)));
    made.refunds().forEach(refund -> proto.addRefunds(toProto(refund, currency)));
    LocalDate businessDate = made.businessDate();
    if (businessDate != null) {
      proto.setBusinessDate(OrderProtos.toProto(businessDate));
    }
    setTime(made.createdAt(), proto::setCreatedAt);
    setTime(made.completedAt(), proto::setCompletedAt);
    return proto.build();
  }

  /** A return that is not made has no id and no state. */
  static SalesReturn preview(Return calculated) {
    SalesReturn.Builder proto = toProto(calculated).toBuilder().clearId().clearStatus();
    proto.getRefundsBuilderList().forEach(refund -> refund.clearId().clearStatus());
    return proto.build();
  }

  private static long inclusiveTax(ReturnLine line) {
    return line.taxes().stream()
        .filter(ReturnLine.Tax::inclusive)
        .mapToLong(ReturnLine.Tax::amount)
        .reduce(0, Amounts::add);
  }

  private static Money sum(Return made, ToLongFunction<ReturnLine> amount) {
    return money(made.lines().stream().mapToLong(amount).reduce(0, Amounts::add), made.currency());
  }

  private static SalesReturn.Line toProto(ReturnLine line, String currency) {
    LineAmounts amounts = line.amounts();
    SalesReturn.Line.Builder proto =
        SalesReturn.Line.newBuilder()
            .setItemId(line.itemId().toString())
            .setQuantity(line.quantity())
            .setReason(line.reason())
            .setRestock(line.restock())
            .setGross(money(amounts.gross(), currency))
            .setDiscount(money(amounts.discount(), currency))
            .setService(money(amounts.service(), currency))
            .setTax(money(amounts.tax(), currency))
            .setTotal(money(amounts.total(), currency))
            .setLeft(line.left())
            .setProductId(Ids.text(line.productId()))
            .setVariantId(Ids.text(line.variantId()))
            .setEmployeeId(Ids.text(line.employeeId()))
            .setProductName(line.productName())
            .setUnitDecimals(line.unitDecimals());
    line.taxes()
        .forEach(
            tax ->
                proto
                    .addTaxesBuilder()
                    .setTaxRuleId(tax.taxRuleId().toString())
                    .setAmount(money(tax.amount(), currency))
                    .setInclusive(tax.inclusive()));
    line.stockUses().forEach(use -> proto.addStockUses(OrderProtos.toProto(use)));
    return proto.build();
  }

  private static SalesReturn.Refund toProto(Refund refund, String currency) {
    return SalesReturn.Refund.newBuilder()
        .setId(refund.id().toString())
        .setPaymentId(Ids.text(refund.paymentId()))
        .setPaymentType(refund.paymentType())
        .setAmount(money(refund.amount(), currency))
        .setRounding(money(refund.rounding(), currency))
        .setStatus(refund.status())
        .setFailure(refund.failure())
        .setByHand(refund.byHand())
        .build();
  }
}
