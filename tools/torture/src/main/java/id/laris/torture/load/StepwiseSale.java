package id.laris.torture.load;

import id.laris.pos.v1.AddOrderItemRequest;
import id.laris.pos.v1.AddOrderItemResponse;
import id.laris.pos.v1.AddPaymentRequest;
import id.laris.pos.v1.AddPaymentResponse;
import id.laris.pos.v1.ApplyDiscountRequest;
import id.laris.pos.v1.ApplyDiscountResponse;
import id.laris.pos.v1.ApplyRewardRequest;
import id.laris.pos.v1.ApplyRewardResponse;
import id.laris.pos.v1.CompleteOrderRequest;
import id.laris.pos.v1.CompleteOrderResponse;
import id.laris.pos.v1.CreateOrderRequest;
import id.laris.pos.v1.CreateOrderResponse;
import id.laris.pos.v1.FinalizeOrderRequest;
import id.laris.pos.v1.FinalizeOrderResponse;
import id.laris.pos.v1.NewOrderItem;
import id.laris.pos.v1.Payment;
import id.laris.pos.v1.ReopenOrderRequest;
import id.laris.pos.v1.ReopenOrderResponse;
import id.laris.pos.v1.SalesServiceGrpc;
import id.laris.pos.v1.VoidOrderRequest;
import id.laris.pos.v1.VoidOrderResponse;
import id.laris.pos.v1.VoidPaymentRequest;
import id.laris.pos.v1.VoidPaymentResponse;
import id.laris.torture.world.SeededRandom;
import java.util.List;

/** A sale call by call, with the events of a counter: discounts, changed items, voided payments. */
final class StepwiseSale implements Runnable {

  private final RetryingClient client;
  private final Shop shop;
  private final Gateway gateway;
  private final SeededRandom random;
  private final boolean byQrCode;
  private final boolean withIds;
  private final boolean withKeys;

  /** A sale with a reward that is paid by QR code for certain, or each now and then. */
  StepwiseSale(RetryingClient client, Shop shop, Gateway gateway, boolean byQrCode) {
    this.client = client;
    this.shop = shop;
    this.gateway = gateway;
    this.random = client.random();
    this.byQrCode = byQrCode;
    this.withIds = random.chance(70);
    this.withKeys = !withIds || random.chance(60);
  }

  @Override
  public void run() {
    Basket basket = Basket.any(shop, random, client.conditions(), withIds);
    if (byQrCode) {
      basket = basket.withCustomerAndGiftCard(shop, random, client.conditions(), withIds);
    }
    SaleInProgress sale = new SaleInProgress(client, basket);
    if (draft(sale, basket) && finalized(sale) && paid(sale)) {
      close(sale);
    }
    SoldCards.print(client, shop.clientele(), sale);
    sale.end();
  }

  private boolean draft(SaleInProgress sale, Basket basket) {
    CreateOrderRequest order =
        CreateOrderRequest.newBuilder()
            .setId(id())
            .setLocationId(basket.location())
            .setRegisterId(random.chance(70) ? shop.registerAt(basket.location()) : "")
            .setCustomerId(basket.customer())
            .setExternalReference(sale.externalReference())
            .setCurrency(ShopSetup.CURRENCY)
            .build();
    if (!sale.accept(
        client.call(SalesServiceGrpc.getCreateOrderMethod(), order, key()),
        CreateOrderResponse::getOrder)) {
      return false;
    }
    for (NewOrderItem item : basket.items()) {
      AddOrderItemRequest request =
          AddOrderItemRequest.newBuilder()
              .setOrderId(sale.order().getId())
              .setId(item.getId())
              .setVariantId(item.getVariantId())
              .setQuantity(item.getQuantity())
              .addAllModifierIds(item.getModifierIdsList())
              .build();
      if (!sale.accept(
          client.call(SalesServiceGrpc.getAddOrderItemMethod(), request, key()),
          AddOrderItemResponse::getOrder)) {
        return false;
      }
    }
    if (random.chance(20) && !discounted(sale)) {
      return false;
    }
    return basket.customer().isEmpty() || !(byQrCode || random.chance(30)) || rewarded(sale);
  }

  /** Gives the customer a reward; where it is refused, the sale goes on without one. */
  private boolean rewarded(SaleInProgress sale) {
    List<String> rewards = shop.clientele().rewards();
    ApplyRewardRequest request =
        ApplyRewardRequest.newBuilder()
            .setOrderId(sale.order().getId())
            .setId(id())
            .setRewardId(byQrCode ? rewards.getFirst() : random.pick(rewards))
            .build();
    return sale.accept(
            client.call(SalesServiceGrpc.getApplyRewardMethod(), request, key()),
            ApplyRewardResponse::getOrder)
        || sale.certain();
  }

  private boolean discounted(SaleInProgress sale) {
    ApplyDiscountRequest.Builder request =
        ApplyDiscountRequest.newBuilder()
            .setOrderId(sale.order().getId())
            .setId(id())
            .setAmount(random.between(1, 50) * 100L)
            .setReason("dented");
    if (random.chance(50)) {
      request.setItemId(random.pick(sale.order().getItemsList()).getId());
    }
    return sale.accept(
        client.call(SalesServiceGrpc.getApplyDiscountMethod(), request.build(), key()),
        ApplyDiscountResponse::getOrder);
  }

  private boolean finalized(SaleInProgress sale) {
    FinalizeOrderRequest request =
        FinalizeOrderRequest.newBuilder().setOrderId(sale.order().getId()).build();
    if (!sale.accept(
        client.call(SalesServiceGrpc.getFinalizeOrderMethod(), request, key()),
        FinalizeOrderResponse::getOrder)) {
      if (sale.certain()) {
        voided(sale);
      }
      return false;
    }
    if (!random.chance(4)) {
      return true;
    }
    ReopenOrderRequest reopen =
        ReopenOrderRequest.newBuilder().setOrderId(sale.order().getId()).build();
    return sale.accept(
            client.call(SalesServiceGrpc.getReopenOrderMethod(), reopen, key()),
            ReopenOrderResponse::getOrder)
        && finalized(sale);
  }

  /** True where the till must complete the order. */
  private boolean paid(SaleInProgress sale) {
    if (sale.order().getTotal().getAmount() > 0
        && !byQrCode
        && random.chance(40)
        && !paidByBalance(sale)) {
      return false;
    }
    long due = sale.order().getDue().getAmount();
    if (due == 0) {
      return true;
    }
    if (byQrCode || random.chance(8)) {
      return new QrisPayment(client, gateway).run(sale, key());
    }
    if (random.chance(15) && due > 1) {
      // A part by card, the rest in cash.
      if (!pay(sale, Payment.Type.CARD, due / 2)) {
        return false;
      }
    } else if (random.chance(6)) {
      if (!pay(sale, Payment.Type.CASH, cashDue(sale)) || !paymentVoided(sale)) {
        return false;
      }
    }
    return pay(sale, Payment.Type.CASH, cashDue(sale));
  }

  /**
   * Pays a part by what the customer has with the shop, or all. Where it is refused, the customer
   * pays otherwise. False where the till does not know, or the customer has left.
   */
  private boolean paidByBalance(SaleInProgress sale) {
    BalancePayment payment =
        BalancePayment.any(shop.clientele(), random, sale.order().getCustomerId());
    if (!payment.pay(client, sale, id(), key())) {
      return sale.certain();
    }
    if (random.chance(10)) {
      return paymentVoided(sale);
    }
    if (random.chance(10)) {
      voided(sale);
      return false;
    }
    return true;
  }

  /** Returns an amount that covers the amount due, rounded or not. */
  private static long cashDue(SaleInProgress sale) {
    return Math.max(sale.order().getDue().getAmount(), sale.order().getCashDue().getAmount());
  }

  private boolean pay(SaleInProgress sale, Payment.Type type, long amount) {
    AddPaymentRequest request =
        AddPaymentRequest.newBuilder()
            .setId(id())
            .setOrderId(sale.order().getId())
            .setPaymentType(type)
            .setAmount(amount)
            .build();
    return sale.accept(
        client.call(SalesServiceGrpc.getAddPaymentMethod(), request, key()),
        AddPaymentResponse::getOrder);
  }

  private boolean paymentVoided(SaleInProgress sale) {
    VoidPaymentRequest request =
        VoidPaymentRequest.newBuilder()
            .setOrderId(sale.order().getId())
            .setPaymentId(sale.order().getPaymentsList().getLast().getId())
            .setReason("wrong tender")
            .build();
    return sale.accept(
        client.call(SalesServiceGrpc.getVoidPaymentMethod(), request, key()),
        VoidPaymentResponse::getOrder);
  }

  private void close(SaleInProgress sale) {
    if (random.chance(6)) {
      voided(sale);
      return;
    }
    CompleteOrderRequest request =
        CompleteOrderRequest.newBuilder().setOrderId(sale.order().getId()).build();
    String key = key();
    var _ =
        sale.accept(
            client.call(SalesServiceGrpc.getCompleteOrderMethod(), request, key),
            CompleteOrderResponse::getOrder);
    if (sale.isCompleted() && random.chance(10)) {
      var _ =
          sale.accept(
              client.call(SalesServiceGrpc.getCompleteOrderMethod(), request, key),
              CompleteOrderResponse::getOrder);
    }
  }

  private void voided(SaleInProgress sale) {
    VoidOrderRequest request =
        VoidOrderRequest.newBuilder()
            .setOrderId(sale.order().getId())
            .setReason("the customer left")
            .build();
    var _ =
        sale.accept(
            client.call(SalesServiceGrpc.getVoidOrderMethod(), request, key()),
            VoidOrderResponse::getOrder);
  }

  private String id() {
    return withIds ? client.conditions().newId(random) : "";
  }

  private String key() {
    return withKeys ? random.uuid().toString() : "";
  }
}
