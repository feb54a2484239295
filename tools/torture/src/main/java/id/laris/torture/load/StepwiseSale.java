package id.laris.torture.load;

import id.laris.pos.v1.AddOrderItemRequest;
import id.laris.pos.v1.AddOrderItemResponse;
import id.laris.pos.v1.AddPaymentRequest;
import id.laris.pos.v1.AddPaymentResponse;
import id.laris.pos.v1.ApplyDiscountRequest;
import id.laris.pos.v1.ApplyDiscountResponse;
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
import id.laris.torture.world.Dice;

/**
 * A sale call by call, with what happens at a counter: discounts, second thoughts, voided payments.
 */
final class StepwiseSale implements Runnable {

  private final Line line;
  private final Shop shop;
  private final Gateway gateway;
  private final Dice dice;
  private final boolean byQrCode;
  private final boolean withIds;
  private final boolean withKeys;

  /** A sale that is paid by QR code for certain, or now and then. */
  StepwiseSale(Line line, Shop shop, Gateway gateway, boolean byQrCode) {
    this.line = line;
    this.shop = shop;
    this.gateway = gateway;
    this.dice = line.dice();
    this.byQrCode = byQrCode;
    this.withIds = dice.chance(70);
    this.withKeys = !withIds || dice.chance(60);
  }

  @Override
  public void run() {
    Basket basket = Basket.any(shop, dice, line.conditions(), withIds);
    SaleNotes notes = new SaleNotes(line, basket);
    if (draft(notes, basket) && finalized(notes) && paid(notes)) {
      close(notes);
    }
    notes.end();
  }

  private boolean draft(SaleNotes notes, Basket basket) {
    CreateOrderRequest order =
        CreateOrderRequest.newBuilder()
            .setId(id())
            .setLocationId(basket.location())
            .setExternalReference(notes.wish())
            .setCurrency(ShopOpening.CURRENCY)
            .build();
    if (!notes.heard(
        line.call(SalesServiceGrpc.getCreateOrderMethod(), order, key()),
        CreateOrderResponse::getOrder)) {
      return false;
    }
    for (NewOrderItem item : basket.items()) {
      AddOrderItemRequest request =
          AddOrderItemRequest.newBuilder()
              .setOrderId(notes.order().getId())
              .setId(item.getId())
              .setVariantId(item.getVariantId())
              .setQuantity(item.getQuantity())
              .addAllModifierIds(item.getModifierIdsList())
              .build();
      if (!notes.heard(
          line.call(SalesServiceGrpc.getAddOrderItemMethod(), request, key()),
          AddOrderItemResponse::getOrder)) {
        return false;
      }
    }
    return !dice.chance(20) || discounted(notes);
  }

  private boolean discounted(SaleNotes notes) {
    ApplyDiscountRequest.Builder request =
        ApplyDiscountRequest.newBuilder()
            .setOrderId(notes.order().getId())
            .setId(id())
            .setAmount(dice.between(1, 50) * 100L)
            .setReason("dented");
    if (dice.chance(50)) {
      request.setItemId(dice.pick(notes.order().getItemsList()).getId());
    }
    return notes.heard(
        line.call(SalesServiceGrpc.getApplyDiscountMethod(), request.build(), key()),
        ApplyDiscountResponse::getOrder);
  }

  private boolean finalized(SaleNotes notes) {
    FinalizeOrderRequest request =
        FinalizeOrderRequest.newBuilder().setOrderId(notes.order().getId()).build();
    if (!notes.heard(
        line.call(SalesServiceGrpc.getFinalizeOrderMethod(), request, key()),
        FinalizeOrderResponse::getOrder)) {
      if (notes.certain()) {
        voided(notes);
      }
      return false;
    }
    if (!dice.chance(4)) {
      return true;
    }
    ReopenOrderRequest reopen =
        ReopenOrderRequest.newBuilder().setOrderId(notes.order().getId()).build();
    return notes.heard(
            line.call(SalesServiceGrpc.getReopenOrderMethod(), reopen, key()),
            ReopenOrderResponse::getOrder)
        && finalized(notes);
  }

  /** True where the till must complete the order. */
  private boolean paid(SaleNotes notes) {
    long total = notes.order().getTotal().getAmount();
    if (total == 0) {
      return true;
    }
    if (byQrCode || dice.chance(8)) {
      return new QrisPayment(line, gateway).run(notes, key());
    }
    if (dice.chance(15) && total > 1) {
      // A part by card, the rest in cash.
      if (!pay(notes, Payment.Type.CARD, total / 2)) {
        return false;
      }
    } else if (dice.chance(6)) {
      if (!pay(notes, Payment.Type.CASH, cashDue(notes)) || !paymentVoided(notes)) {
        return false;
      }
    }
    return pay(notes, Payment.Type.CASH, cashDue(notes));
  }

  /** Enough for what is due, rounded or not. */
  private static long cashDue(SaleNotes notes) {
    return Math.max(notes.order().getDue().getAmount(), notes.order().getCashDue().getAmount());
  }

  private boolean pay(SaleNotes notes, Payment.Type type, long amount) {
    AddPaymentRequest request =
        AddPaymentRequest.newBuilder()
            .setId(id())
            .setOrderId(notes.order().getId())
            .setPaymentType(type)
            .setAmount(amount)
            .build();
    return notes.heard(
        line.call(SalesServiceGrpc.getAddPaymentMethod(), request, key()),
        AddPaymentResponse::getOrder);
  }

  private boolean paymentVoided(SaleNotes notes) {
    VoidPaymentRequest request =
        VoidPaymentRequest.newBuilder()
            .setOrderId(notes.order().getId())
            .setPaymentId(notes.order().getPaymentsList().getLast().getId())
            .setReason("wrong tender")
            .build();
    return notes.heard(
        line.call(SalesServiceGrpc.getVoidPaymentMethod(), request, key()),
        VoidPaymentResponse::getOrder);
  }

  private void close(SaleNotes notes) {
    if (dice.chance(6)) {
      voided(notes);
      return;
    }
    CompleteOrderRequest request =
        CompleteOrderRequest.newBuilder().setOrderId(notes.order().getId()).build();
    String key = key();
    var _ =
        notes.heard(
            line.call(SalesServiceGrpc.getCompleteOrderMethod(), request, key),
            CompleteOrderResponse::getOrder);
    if (notes.isCompleted() && dice.chance(10)) {
      var _ =
          notes.heard(
              line.call(SalesServiceGrpc.getCompleteOrderMethod(), request, key),
              CompleteOrderResponse::getOrder);
    }
  }

  private void voided(SaleNotes notes) {
    VoidOrderRequest request =
        VoidOrderRequest.newBuilder()
            .setOrderId(notes.order().getId())
            .setReason("the customer left")
            .build();
    var _ =
        notes.heard(
            line.call(SalesServiceGrpc.getVoidOrderMethod(), request, key()),
            VoidOrderResponse::getOrder);
  }

  private String id() {
    return withIds ? line.conditions().newId(dice) : "";
  }

  private String key() {
    return withKeys ? dice.uuid().toString() : "";
  }
}
