package id.laris.staff.performance;

import id.laris.common.grpc.Protos;
import id.laris.common.money.Amounts;
import id.laris.common.money.Currencies;
import id.laris.common.money.Rounding;
import id.laris.pos.v1.Performance;

/** Figures of what an employee has sold in a currency. */
record SalesFigures(
    String currency, long orders, long items, long net, long discounts, long refunds) {

  SalesFigures plus(SalesFigures other) {
    return new SalesFigures(
        currency,
        Amounts.add(orders, other.orders),
        Amounts.add(items, other.items),
        Amounts.add(net, other.net),
        Amounts.add(discounts, other.discounts),
        Amounts.add(refunds, other.refunds));
  }

  Performance.Sales toProto() {
    long average =
        orders == 0
            ? 0
            : Rounding.multiplyDivide(net, 1, orders, Currencies.accountingIncrement(currency));
    return Performance.Sales.newBuilder()
        .setOrders(orders)
        .setItems(items)
        .setNet(Protos.money(net, currency))
        .setAverageTicket(Protos.money(average, currency))
        .setDiscounts(Protos.money(discounts, currency))
        .setRefunds(Protos.money(refunds, currency))
        .build();
  }
}
