package id.laris.bench.scenario;

import com.google.common.collect.Lists;
import com.google.protobuf.Timestamp;
import id.laris.bench.load.Clerks;
import id.laris.client.LarisClient;
import id.laris.pos.v1.AdjustStockRequest;
import id.laris.pos.v1.AdjustStockRequest.Adjustment;
import id.laris.pos.v1.AdjustStockResponse;
import id.laris.pos.v1.ImportProductsRequest;
import id.laris.pos.v1.ImportProductsRequest.Row;
import id.laris.pos.v1.SetReorderPointRequest;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.IntStream;

/**
 * The stock of a big tenant, and places in it where a reader may begin.
 *
 * @param changedSince since then one level of a hundred has changed
 * @param from when movements in the middle of the ledger were written down, until {@code to}
 * @param middleLevelId the token of the page that begins in the middle of all levels
 * @param middleMovementId the same of all movements
 */
record LargeStock(
    UUID tenantId,
    List<String> variantIds,
    List<String> locationIds,
    Timestamp changedSince,
    Timestamp from,
    Timestamp to,
    String middleLevelId,
    String middleMovementId) {

  private static final int LOCATIONS = 50;
  private static final int LEAST_VARIANTS = 10;
  private static final int MOVEMENTS_TO_A_VARIANT = 500;

  private static final int ROWS_OF_IMPORT = 1_000;
  private static final int ROWS_OF_ADJUSTMENT = 500;

  private static final int DELIVERED = 1_000;
  private static final int UNIT_COST = 10_000;

  /** One level of so many is watched; one of ten watched is low. */
  private static final int WATCHED_OF = 10;

  private static final int LOW_OF = 100;

  /**
   * Makes it in a tenant of its own, as its clerks would, several at a time: first everything comes
   * in, then all locations go on round by round, so that the ledger is as mixed as a real one.
   * Without idempotency keys Laris keeps none of the answers.
   */
  static LargeStock make(String target, int movements, PrintStream out) {
    UUID tenantId = UUID.randomUUID();
    try (LarisClient client = LarisClient.to(target).as(tenantId)) {
      return new Setup(client, movements, out).make(tenantId);
    }
  }

  private static final class Setup {

    private final LarisClient client;
    private final int movements;
    private final PrintStream out;
    private final List<String> variantIds = new ArrayList<>();
    private final List<String> locationIds;

    Setup(LarisClient client, int movements, PrintStream out) {
      this.client = client;
      this.movements = movements;
      this.out = out;
      int variants = Math.max(LEAST_VARIANTS, movements / MOVEMENTS_TO_A_VARIANT);
      out.printf(
          Locale.ROOT,
          "Making %,d levels, %,d movements of stock ...%n",
          variants * LOCATIONS,
          movements);
      List<Integer> numbers = IntStream.range(0, variants).boxed().toList();
      Lists.partition(numbers, ROWS_OF_IMPORT).forEach(this::addVariants);
      out.printf(Locale.ROOT, "  %,d products%n", variants);
      this.locationIds =
          Clerks.all(LOCATIONS, number -> Shop.location(client, "SHOP" + number, "Shop " + number));
    }

    private void addVariants(List<Integer> numbers) {
      ImportProductsRequest.Builder rows = ImportProductsRequest.newBuilder();
      for (int number : numbers) {
        rows.addRows(
            Row.newBuilder()
                .setSku("STOCK-" + number)
                .setName("Stocked product " + number)
                .setTrackStock(true));
      }
      Shop.imported(client.catalog(), rows.build())
          .forEach(row -> variantIds.add(row.getVariantId()));
    }

    LargeStock make(UUID tenantId) {
      int levels = variantIds.size() * LOCATIONS;
      int rounds = Math.ceilDiv(movements, levels);
      List<AdjustStockResponse> answers = new ArrayList<>();
      for (int round = 0; round < rounds; round++) {
        List<AdjustStockResponse> all = round(round, movements - (long) round * levels);
        answers.add(all.get(all.size() / 2));
        out.printf(Locale.ROOT, "  %,d movements%n", Math.min(movements, (round + 1L) * levels));
      }
      var _ = watch(false);
      Timestamp changedSince = watch(true);
      out.printf(Locale.ROOT, "  reorder points%n");
      AdjustStockResponse middle = answers.get(rounds / 2);
      return new LargeStock(
          tenantId,
          variantIds,
          locationIds,
          changedSince,
          middle.getMovements(0).getRecordedAt(),
          answers.get(Math.min(rounds / 2 + 2, rounds - 1)).getMovements(0).getRecordedAt(),
          answers.getFirst().getStockLevels(0).getId(),
          middle.getMovements(0).getId());
    }

    /** One more movement of each level, as long as any are missing; one answer of each location. */
    private List<AdjustStockResponse> round(int round, long missing) {
      int each = variantIds.size();
      return Clerks.all(
          (int) Math.min(LOCATIONS, Math.ceilDiv(missing, each)),
          location -> {
            int count = (int) Math.min(each, missing - (long) location * each);
            return Lists.partition(variantIds.subList(0, count), ROWS_OF_ADJUSTMENT).stream()
                .map(batch -> adjust(round, locationIds.get(location), batch))
                .toList()
                .getLast();
          });
    }

    private AdjustStockResponse adjust(int round, String locationId, List<String> variants) {
      AdjustStockRequest.Builder batch = AdjustStockRequest.newBuilder().setLocationId(locationId);
      variants.forEach(variantId -> batch.addAdjustments(adjustment(round, variantId)));
      return client.inventory().adjustStock(batch.build());
    }

    /** Much comes in at first; then a little goes out, and a little less comes in again. */
    private static Adjustment adjustment(int round, String variantId) {
      Adjustment.Builder adjustment =
          Adjustment.newBuilder().setVariantId(variantId).setReason("benchmark");
      if (round % 2 == 1) {
        return adjustment.setQuantityChange(-3).build();
      }
      int quantity = round == 0 ? DELIVERED : 2;
      long cost = (long) quantity * (UNIT_COST + round);
      return adjustment.setQuantityChange(quantity).setCost(cost).build();
    }

    /** Watches levels: those that are low, or those that are not; says when the first was. */
    private Timestamp watch(boolean low) {
      List<SetReorderPointRequest> requests = new ArrayList<>();
      for (int location = 0; location < LOCATIONS; location++) {
        for (int variant = 0; variant < variantIds.size(); variant++) {
          int number = location + variant;
          if (number % WATCHED_OF == 0 && (number % LOW_OF == 0) == low) {
            requests.add(
                SetReorderPointRequest.newBuilder()
                    .setLocationId(locationIds.get(location))
                    .setVariantId(variantIds.get(variant))
                    .setReorderPoint(low ? 2 * DELIVERED : 0)
                    .setReorderQuantity(DELIVERED)
                    .build());
          }
        }
      }
      return Clerks.all(
              requests.size(), number -> client.inventory().setReorderPoint(requests.get(number)))
          .getFirst()
          .getStockLevel()
          .getUpdatedAt();
    }
  }
}
