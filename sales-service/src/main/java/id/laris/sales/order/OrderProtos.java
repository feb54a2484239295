package id.laris.sales.order;

import static id.laris.common.grpc.Protos.money;
import static id.laris.common.grpc.Protos.setTime;

import com.google.type.Date;
import id.laris.common.Ids;
import id.laris.common.money.Amounts;
import id.laris.pos.v1.Money;
import id.laris.pos.v1.OrderDiscount.Source;
import id.laris.pos.v1.Payment;
import id.laris.pos.v1.PromotionResult;
import id.laris.pos.v1.StockLine;
import id.laris.sales.location.OrderLocation;
import java.time.LocalDate;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/** Converts orders to their messages. */
public final class OrderProtos {

  private OrderProtos() {}

  public static id.laris.pos.v1.Order toProto(Order order) {
    String currency = order.currency();
    OrderTotals totals = order.totals();
    OrderBalance balance = order.balance();
    id.laris.pos.v1.Order.Builder proto =
        id.laris.pos.v1.Order.newBuilder()
            .setId(order.id().toString())
            .setStatus(order.status())
            .setCurrency(currency)
            .setSubtotal(money(totals.subtotal(), currency))
            .setDiscountTotal(money(totals.discount(), currency))
            .setServiceTotal(money(totals.service(), currency))
            .setTaxTotal(money(totals.tax(), currency))
            .setInclusiveTaxTotal(money(totals.inclusiveTax(), currency))
            .setTotal(money(totals.total(), currency))
            .setPaidTotal(money(balance.paid(), currency))
            .setDue(money(balance.due(), currency))
            .setPendingTotal(money(balance.pending(), currency))
            .setCashDue(money(balance.cashDue(), currency))
            .setCashRoundingTotal(sumOfCaptured(order, payment -> payment.amounts().rounding()))
            .setTipTotal(sumOfCaptured(order, OrderPayment::tip))
            .setChangeTotal(sumOfCaptured(order, payment -> payment.amounts().change()))
            .setStockRevision(order.stockHold().revision())
            .setRewardRevision(order.rewardRevision())
            .setPromotionRevision(order.promotions().revision())
            .setHeldLabel(order.held().label())
            .setHeldBy(Ids.text(order.held().by()))
            .setPromotionsUnavailable(order.promotions().unavailable())
            .setCustomerId(Ids.text(order.customer().id()))
            .setCustomerName(order.customer().name())
            .setCustomerNumber(order.customer().number())
            .setShiftId(Ids.text(order.shiftId()))
            .setVersion(order.version());
    setFacts(order.promotions().facts(), proto);
    setDetails(order.details(), proto);
    OrderLocation location = order.location();
    proto.setLocationCode(location == null ? "" : location.code());
    order.items().forEach(item -> proto.addItems(toProto(item, currency)));
    order.promotions().promotions().stream()
        .map(promotion -> promotion.toProto(currency))
        .forEach(proto::addPromotions);
    order.promotions().coupons().forEach(coupon -> proto.addCoupons(coupon.toProto()));
    proto.getPromotionsList().stream()
        .filter(promotion -> promotion.getLinesCount() > 0)
        .forEach(promotion -> proto.addDiscounts(discount(promotion)));
    order.discounts().forEach(discount -> proto.addDiscounts(toProto(discount, currency)));
    order.serviceCharges().forEach(charge -> proto.addServiceCharges(toProto(charge, currency)));
    order.taxes().forEach(tax -> proto.addTaxes(toProto(tax, currency)));
    order.payments().forEach(payment -> proto.addPayments(toProto(payment, order)));
    OrderReceipt receipt = order.receipt();
    if (receipt != null) {
      proto.setReceiptNumber(receipt.number()).setBusinessDate(toProto(receipt.businessDate()));
    }
    setTime(order.createdAt(), proto::setCreatedAt);
    setTime(order.updatedAt(), proto::setUpdatedAt);
    setTime(order.stockHold().until(), proto::setStockReservedUntil);
    setTime(order.held().at(), proto::setHeldAt);
    setLifecycle(order.lifecycle(), proto);
    return proto.build();
  }

  private static void setFacts(
      @Nullable PromotionFacts facts, id.laris.pos.v1.Order.Builder proto) {
    if (facts != null) {
      proto.setPromotionsApproximate(facts.approximate());
      if (facts.customer() != null) {
        proto.setPromotionCustomer(facts.customer().toProto());
      }
    }
  }

  private static void setLifecycle(OrderLifecycle lifecycle, id.laris.pos.v1.Order.Builder proto) {
    proto.setVoidReason(lifecycle.voidReason());
    setTime(lifecycle.finalizedAt(), proto::setFinalizedAt);
    setTime(lifecycle.completedAt(), proto::setCompletedAt);
    setTime(lifecycle.voidedAt(), proto::setVoidedAt);
  }

  private static void setDetails(OrderDetails details, id.laris.pos.v1.Order.Builder proto) {
    proto
        .setOrderType(details.orderType())
        .setLocationId(Ids.text(details.locationId()))
        .setRegisterId(Ids.text(details.registerId()))
        .setEmployeeId(Ids.text(details.employeeId()))
        .setEmployeeName(details.employeeName())
        .setTable(details.table())
        .setNotes(details.notes())
        .setExternalReference(details.externalReference())
        .setIntendedPaymentType(details.intendedPaymentType())
        .setChannel(details.channel())
        .setCovers(details.covers());
  }

  private static Money sumOfCaptured(Order order, ToLongFunction<OrderPayment> amount) {
    return money(
        order.payments().stream()
            .filter(OrderPayment::isCaptured)
            .mapToLong(amount)
            .reduce(0, Amounts::add),
        order.currency());
  }

  public static id.laris.pos.v1.OrderItem toProto(OrderItem item, String currency) {
    LineAmounts amounts = item.amounts();
    id.laris.pos.v1.OrderItem.Builder proto =
        id.laris.pos.v1.OrderItem.newBuilder()
            .setId(item.id().toString())
            .setProductId(Ids.text(item.productId()))
            .setVariantId(Ids.text(item.variantId()))
            .setProductName(item.productName())
            .setVariantName(item.variantName())
            .setSku(item.sku())
            .setQuantity(item.quantity())
            .setLabelBarcode(item.labelBarcode())
            .setUnitDecimals(item.unitDecimals())
            .setUnitPrice(money(item.unitPrice(), currency))
            .setNotes(item.notes())
            .setGross(money(amounts.gross(), currency))
            .setDiscount(money(amounts.discount(), currency))
            .setService(money(amounts.service(), currency))
            .setTax(money(amounts.tax(), currency))
            .setTotal(money(amounts.total(), currency))
            .addAllCategoryIds(Ids.texts(item.categoryIds()))
            .addAllTags(item.tags())
            .setEmployeeId(Ids.text(item.employeeId()))
            .setGiftCard(item.isGiftCard());
    Long labelPrice = item.labelPrice();
    if (labelPrice != null) {
      proto.setLabelPrice(money(labelPrice, currency));
    }
    item.modifiers()
        .forEach(
            modifier ->
                proto
                    .addModifiersBuilder()
                    .setModifierId(modifier.id().toString())
                    .setName(modifier.name())
                    .setPriceDelta(money(modifier.priceDelta(), currency)));
    item.taxes()
        .forEach(
            tax ->
                proto
                    .addTaxesBuilder()
                    .setTaxRuleId(tax.taxRuleId().toString())
                    .setBase(money(tax.base(), currency))
                    .setAmount(money(tax.amount(), currency)));
    item.stockUses().forEach(use -> proto.addStockUses(toProto(use)));
    return proto.build();
  }

  public static StockLine toProto(OrderItem.StockUse use) {
    return StockLine.newBuilder()
        .setVariantId(use.variantId().toString())
        .setQuantity(use.quantity())
        .build();
  }

  public static id.laris.pos.v1.OrderDiscount toProto(OrderDiscount discount, String currency) {
    id.laris.pos.v1.OrderDiscount.Builder proto =
        id.laris.pos.v1.OrderDiscount.newBuilder()
            .setId(discount.id().toString())
            .setItemId(Ids.text(discount.itemId()))
            .setReason(discount.reason())
            .setSource(discount.reward() == null ? Source.MANUAL : Source.REWARD)
            .setApplied(money(discount.applied(), currency));
    Long percentPpm = discount.percentPpm();
    if (percentPpm != null) {
      proto.setPercentPpm(percentPpm);
    }
    Long amount = discount.amount();
    if (amount != null) {
      proto.setAmount(money(amount, currency));
    }
    OrderReward reward = discount.reward();
    if (reward != null) {
      proto.setRewardId(reward.id().toString()).setPoints(reward.points());
    }
    return proto.build();
  }

  /** The discount that a promotion is. */
  private static id.laris.pos.v1.OrderDiscount discount(PromotionResult promotion) {
    return id.laris.pos.v1.OrderDiscount.newBuilder()
        .setId(promotion.getPromotionId())
        .setSource(Source.PROMOTION)
        .setPromotionId(promotion.getPromotionId())
        .setCouponCode(promotion.getCouponCode())
        .setReason(promotion.getName())
        .setAmount(promotion.getAmount())
        .setApplied(promotion.getAmount())
        .addAllLines(
            promotion.getLinesList().stream()
                .map(
                    line ->
                        id.laris.pos.v1.OrderDiscount.Line.newBuilder()
                            .setItemId(line.getItemId())
                            .setAmount(line.getAmount())
                            .build())
                .toList())
        .build();
  }

  private static id.laris.pos.v1.OrderServiceCharge toProto(
      OrderServiceCharge charge, String currency) {
    return id.laris.pos.v1.OrderServiceCharge.newBuilder()
        .setServiceChargeId(charge.serviceChargeId().toString())
        .setName(charge.name())
        .setRatePpm(charge.ratePpm())
        .setInclusive(charge.inclusive())
        .setBase(money(charge.base(), currency))
        .setAmount(money(charge.amount(), currency))
        .build();
  }

  private static id.laris.pos.v1.OrderTax toProto(OrderTax tax, String currency) {
    return id.laris.pos.v1.OrderTax.newBuilder()
        .setTaxRuleId(tax.taxRuleId().toString())
        .setName(tax.name())
        .setRatePpm(tax.ratePpm())
        .setInclusive(tax.inclusive())
        .setBase(money(tax.base(), currency))
        .setAmount(money(tax.amount(), currency))
        .build();
  }

  public static Payment toProto(OrderPayment payment, Order order) {
    String currency = order.currency();
    Payment.Builder proto =
        Payment.newBuilder()
            .setId(payment.id().toString())
            .setOrderId(order.id().toString())
            .setPaymentType(payment.type())
            .setStatus(payment.status())
            .setAmount(money(payment.amount(), currency))
            .setTendered(money(payment.amounts().tendered(), currency))
            .setChange(money(payment.amounts().change(), currency))
            .setTip(money(payment.tip(), currency))
            .setRounding(money(payment.amounts().rounding(), currency))
            .setReference(payment.reference())
            .setGiftCardId(Ids.text(payment.giftCardId()))
            .setShiftId(Ids.text(payment.shiftId()))
            .setVoidShiftId(Ids.text(payment.voidShiftId()))
            .setVoidReason(payment.voidReason());
    setTime(payment.createdAt(), proto::setCreatedAt);
    setTime(payment.voidedAt(), proto::setVoidedAt);
    GatewayPayment gateway = payment.gateway();
    if (gateway == null) {
      setTime(payment.createdAt(), proto::setCapturedAt);
      return proto.setRefunded(money(0, currency)).build();
    }
    setGateway(gateway, proto);
    return proto.setRefunded(money(gateway.refunded(), currency)).build();
  }

  private static void setGateway(GatewayPayment gateway, Payment.Builder proto) {
    proto
        .setTransactionId(Ids.text(gateway.transactionId()))
        .setMethod(gateway.method())
        .setFailure(gateway.failure());
    String instructions = gateway.instructions();
    if (instructions != null) {
      proto.setInstructions(TransactionUpdate.instructions(instructions));
    }
    setTime(gateway.capturedAt(), proto::setCapturedAt);
  }

  public static Date toProto(LocalDate date) {
    return Date.newBuilder()
        .setYear(date.getYear())
        .setMonth(date.getMonthValue())
        .setDay(date.getDayOfMonth())
        .build();
  }
}
