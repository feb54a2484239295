package id.laris.torture.load;

import id.laris.pos.v1.AdjustStockRequest;
import id.laris.pos.v1.CatalogServiceGrpc;
import id.laris.pos.v1.CheckoutRequest;
import id.laris.pos.v1.CreateOrderRequest;
import id.laris.pos.v1.CustomerServiceGrpc;
import id.laris.pos.v1.GetLocationRequest;
import id.laris.pos.v1.GetLoyaltyAccountRequest;
import id.laris.pos.v1.GetVariantRequest;
import id.laris.pos.v1.InventoryServiceGrpc;
import id.laris.pos.v1.MergeCustomersRequest;
import id.laris.pos.v1.NewOrderItem;
import id.laris.pos.v1.Payment;
import id.laris.pos.v1.SalesServiceGrpc;
import id.laris.torture.world.SeededRandom;
import java.util.List;

/** Makes calls as one tenant with the ids of another, which must all be refused. */
final class Intruder implements Runnable {

  private static final String NOT_FOUND = "NOT_FOUND";
  private static final String LOCATION_NOT_FOUND = "LOCATION_NOT_FOUND";
  private static final String CUSTOMER_NOT_FOUND = "CUSTOMER_NOT_FOUND";

  private final RetryingClient client;
  private final Shop own;
  private final List<Shop> others;
  private final SeededRandom random;

  Intruder(RetryingClient client, Shop own, List<Shop> others) {
    this.client = client;
    this.own = own;
    this.others = others;
    this.random = client.random();
  }

  @Override
  public void run() {
    if (others.isEmpty()) {
      return;
    }
    Shop other = random.pick(others);
    String location = random.pick(other.places()).id();
    String variant = random.pick(other.counted());
    switch (random.below(9)) {
      case 0 -> {
        var _ =
            client.call(
                InventoryServiceGrpc.getGetLocationMethod(),
                GetLocationRequest.newBuilder().setLocationId(location).build(),
                "",
                LOCATION_NOT_FOUND);
      }
      case 1 -> {
        var _ =
            client.call(
                CatalogServiceGrpc.getGetVariantMethod(),
                GetVariantRequest.newBuilder().setVariantId(variant).build(),
                "",
                NOT_FOUND);
      }
      case 2 -> {
        var _ =
            client.call(
                SalesServiceGrpc.getCreateOrderMethod(),
                CreateOrderRequest.newBuilder().setLocationId(location).build(),
                "",
                LOCATION_NOT_FOUND);
      }
      case 3 -> {
        var _ = client.call(SalesServiceGrpc.getCheckoutMethod(), sale(variant), "", NOT_FOUND);
      }
      case 4 -> {
        var _ =
            client.call(
                InventoryServiceGrpc.getAdjustStockMethod(),
                adjustment(location),
                "",
                LOCATION_NOT_FOUND);
      }
      default -> customers(other.clientele());
    }
  }

  /** Another's customer, for a sale and for a merge with an own one, and another's gift card. */
  private void customers(Clientele other) {
    String customer = other.customer(random);
    String variant = random.pick(own.uncounted());
    switch (random.below(4)) {
      case 0 -> {
        var _ =
            client.call(
                CustomerServiceGrpc.getGetLoyaltyAccountMethod(),
                GetLoyaltyAccountRequest.newBuilder().setCustomerId(customer).build(),
                "",
                CUSTOMER_NOT_FOUND);
      }
      case 1 -> {
        var _ =
            client.call(
                CustomerServiceGrpc.getMergeCustomersMethod(),
                MergeCustomersRequest.newBuilder()
                    .setFromCustomerId(customer)
                    .setIntoCustomerId(own.clientele().customer(random))
                    .build(),
                "",
                CUSTOMER_NOT_FOUND);
      }
      case 2 -> {
        CheckoutRequest request = sale(variant).toBuilder().setCustomerId(customer).build();
        var _ = client.call(SalesServiceGrpc.getCheckoutMethod(), request, "", CUSTOMER_NOT_FOUND);
      }
      default -> {
        CheckoutRequest request =
            sale(variant).toBuilder()
                .setPayments(
                    0, new BalancePayment(Payment.Type.GIFT_CARD, other.card(random)).tender(1_000))
                .build();
        var _ = client.call(SalesServiceGrpc.getCheckoutMethod(), request, "", NOT_FOUND);
      }
    }
  }

  private static CheckoutRequest sale(String variant) {
    return CheckoutRequest.newBuilder()
        .addItems(NewOrderItem.newBuilder().setVariantId(variant).setQuantity(1))
        .addPayments(
            CheckoutRequest.Tender.newBuilder()
                .setPaymentType(Payment.Type.CASH)
                .setAmount(1_000_000))
        .build();
  }

  /** Own goods at another's location. */
  private AdjustStockRequest adjustment(String location) {
    return AdjustStockRequest.newBuilder()
        .setLocationId(location)
        .addAdjustments(
            AdjustStockRequest.Adjustment.newBuilder()
                .setVariantId(random.pick(own.counted()))
                .setQuantityChange(1)
                .setReason("not mine"))
        .build();
  }
}
