package id.laris.demo;

import id.laris.client.LarisClient;
import id.laris.pos.v1.AddOrderItemRequest;
import id.laris.pos.v1.CalculateOrderRequest;
import id.laris.pos.v1.CheckoutRequest;
import id.laris.pos.v1.CreateOrderRequest;
import id.laris.pos.v1.FinalizeOrderRequest;
import id.laris.pos.v1.GetOrderRequest;
import id.laris.pos.v1.NewOrderDiscount;
import id.laris.pos.v1.NewOrderItem;
import id.laris.pos.v1.Order;
import id.laris.pos.v1.Payment;
import id.laris.pos.v1.VoidOrderRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Makes sales by calls, for every shop and part of the day: Laris computes their prices, taxes and
 * rounding. Each has an id of the seed, so a second run makes none twice. They are nobody's sales
 * and at no register, so staff-service, which hears of them, notes nothing.
 */
final class SampleSales {

  /** Orders with this are samples: they are no sales, and go when the year is made of them. */
  static final String MARK = "demo-sample";

  /** The number of a payment within its order, beside its lines. */
  static final int PAYMENT = 0xf0;

  private static final int TILLS = 8;
  private static final int TABLES = 24;
  private static final int NOTE = 5_000_000;
  private static final long HALF_BY_QRIS = 2;
  private static final List<String> WHY_VOIDED =
      List.of("Pelanggan batal", "Salah input", "Menu habis", "Pesanan ganda");

  private final LarisClient laris;
  private final SeededIds ids;
  private final Baskets baskets;

  SampleSales(LarisClient laris, SeededIds ids, Baskets baskets) {
    this.laris = laris;
    this.ids = ids;
    this.baskets = baskets;
  }

  /** The samples that are wanted: of each part of the day in each shop, the last one voided. */
  static List<SampleSale> wanted(SeededIds ids, int ofEach) {
    List<SampleSale> samples = new ArrayList<>();
    for (int shop = 0; shop < Shop.ALL.size(); shop++) {
      for (DayPart part : DayPart.values()) {
        for (int i = 0; i <= ofEach; i++) {
          UUID id = ids.ofOrder("sample", samples.size());
          samples.add(new SampleSale(id, shop, part, i == ofEach));
        }
      }
    }
    return samples;
  }

  void make(List<SampleSale> samples, Progress progress) {
    try (ExecutorService tills = Executors.newFixedThreadPool(TILLS)) {
      List<Future<?>> sales = new ArrayList<>();
      for (int i = 0; i < samples.size(); i++) {
        SampleSale sample = samples.get(i);
        SplittableRandom random = ids.random("basket", i);
        sales.add(tills.submit(() -> make(sample, random)));
      }
      for (Future<?> sale : sales) {
        sale.get();
        progress.advance(1);
      }
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException failure) {
        throw failure;
      }
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new DemoException("interrupted", e);
    }
  }

  private void make(SampleSale sample, SplittableRandom random) {
    CheckoutRequest.Builder sale = sale(sample, random);
    if (sample.voided()) {
      makeVoided(sale, random);
      return;
    }
    Order cost =
        laris
            .sales()
            .calculateOrder(
                CalculateOrderRequest.newBuilder()
                    .setDraft(
                        CalculateOrderRequest.Draft.newBuilder()
                            .setLocationId(sale.getLocationId())
                            .setOrderType(sale.getOrderType())
                            .addAllItems(sale.getItemsList())
                            .addAllDiscounts(sale.getDiscountsList()))
                    .build())
            .getOrder();
    pay(sale, cost, random);
    var _ = laris.sales().checkout(sale.build());
  }

  private CheckoutRequest.Builder sale(SampleSale sample, SplittableRandom random) {
    Shop shop = Shop.ALL.get(sample.shop());
    Order.Type type = Baskets.type(shop, random);
    List<NewOrderItem> items = baskets.items(sample.orderId(), sample.part(), type, random);
    CheckoutRequest.Builder sale =
        CheckoutRequest.newBuilder()
            .setId(sample.orderId().toString())
            .setLocationId(Chain.locationId(ids, sample.shop()).toString())
            .setOrderType(type)
            .setExternalReference(MARK)
            .addAllItems(items);
    if (type == Order.Type.DINE_IN) {
      sale.setTable(String.valueOf(1 + random.nextInt(TABLES)));
    }
    List<NewOrderDiscount> discounts = baskets.discount(random).stream().toList();
    return sale.addAllDiscounts(discounts);
  }

  private static void pay(CheckoutRequest.Builder sale, Order cost, SplittableRandom random) {
    long total = cost.getTotal().getAmount();
    if (total == 0) {
      return;
    }
    if (sale.getOrderType() == Order.Type.DELIVERY) {
      pay(sale, Payment.Type.EXTERNAL, total);
      return;
    }
    double chance = random.nextDouble();
    if (chance < 0.42) {
      pay(sale, Payment.Type.QRIS, total);
    } else if (chance < 0.56) {
      pay(sale, Payment.Type.E_WALLET, total);
    } else if (chance < 0.68) {
      pay(sale, Payment.Type.CARD, total);
    } else if (chance < 0.72) {
      long byQris = total / HALF_BY_QRIS;
      pay(sale, Payment.Type.QRIS, byQris);
      pay(sale, Payment.Type.CASH, inNotes(total - byQris));
    } else {
      pay(sale, Payment.Type.CASH, inNotes(cost.getCashDue().getAmount()));
    }
  }

  /** The cash that is handed over: the next Rp 50,000. */
  private static long inNotes(long amount) {
    return (amount / NOTE + 1) * NOTE;
  }

  private static void pay(CheckoutRequest.Builder sale, Payment.Type type, long amount) {
    UUID id = SeededIds.within(UUID.fromString(sale.getId()), PAYMENT + sale.getPaymentsCount());
    sale.addPayments(
        CheckoutRequest.Tender.newBuilder()
            .setId(id.toString())
            .setPaymentType(type)
            .setAmount(amount));
  }

  /** An order that is finalized and then given up. */
  private void makeVoided(CheckoutRequest.Builder sale, SplittableRandom random) {
    var _ =
        laris
            .sales()
            .createOrder(
                CreateOrderRequest.newBuilder()
                    .setId(sale.getId())
                    .setLocationId(sale.getLocationId())
                    .setOrderType(sale.getOrderType())
                    .setTable(sale.getTable())
                    .setExternalReference(MARK)
                    .build());
    Order now =
        laris
            .sales()
            .getOrder(GetOrderRequest.newBuilder().setOrderId(sale.getId()).build())
            .getOrder();
    if (now.getStatus() == Order.Status.VOIDED) {
      return;
    }
    for (NewOrderItem item : sale.getItemsList()) {
      var _ =
          laris
              .sales()
              .addOrderItem(
                  AddOrderItemRequest.newBuilder()
                      .setOrderId(sale.getId())
                      .setId(item.getId())
                      .setProductId(item.getProductId())
                      .setVariantId(item.getVariantId())
                      .setQuantity(item.getQuantity())
                      .addAllModifierIds(item.getModifierIdsList())
                      .build());
    }
    var _ =
        laris
            .sales()
            .finalizeOrder(FinalizeOrderRequest.newBuilder().setOrderId(sale.getId()).build());
    var _ =
        laris
            .sales()
            .voidOrder(
                VoidOrderRequest.newBuilder()
                    .setOrderId(sale.getId())
                    .setReason(WHY_VOIDED.get(random.nextInt(WHY_VOIDED.size())))
                    .build());
  }
}
