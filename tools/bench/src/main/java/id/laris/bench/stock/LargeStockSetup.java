package id.laris.bench.stock;

import com.google.protobuf.Timestamp;
import id.laris.bench.load.Clerks;
import id.laris.bench.shop.Shop;
import id.laris.client.LarisClient;
import id.laris.pos.v1.AdjustStockRequest;
import id.laris.pos.v1.AdjustStockRequest.Adjustment;
import id.laris.pos.v1.AdjustStockResponse;
import id.laris.pos.v1.CreateLocationRequest;
import id.laris.pos.v1.ImportProductsRequest;
import id.laris.pos.v1.SetReorderPointRequest;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Makes the stock of a tenant of its own, as its clerks would, several at a time: first everything
 * comes in, then all locations go on round by round, so that the ledger is as mixed as a real one.
 */
public final class LargeStockSetup {

  /** The number that the targets name; with them come 100,000 levels. */
  public static final int MOVEMENTS = 1_000_000;

  /** One for each level of the smallest stock. */
  public static final int LEAST_MOVEMENTS = 500;

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

  private final String target;
  private final int movements;
  private final int variantCount;
  private final PrintStream out;
  private final UUID tenantId = UUID.randomUUID();
  private @Nullable LargeStock stock;

  public LargeStockSetup(String target, int movements, PrintStream out) {
    this.target = target;
    this.movements = movements;
    this.variantCount = Math.max(LEAST_VARIANTS, movements / MOVEMENTS_TO_A_VARIANT);
    this.out = out;
  }

  /** A connection of one more reader of the stock. */
  public LarisClient connect() {
    return LarisClient.to(target).as(tenantId);
  }

  /** The stock; made once. Without idempotency keys Laris keeps none of the answers. */
  public LargeStock stock() {
    if (stock == null) {
      try (LarisClient client = connect()) {
        stock = make(client);
      }
    }
    return stock;
  }

  private LargeStock make(LarisClient client) {
    int levels = variantCount * LOCATIONS;
    out.printf(Locale.ROOT, "Making %,d levels, %,d movements of stock ...%n", levels, movements);
    List<String> variantIds = variants(client);
    List<String> locationIds = Clerks.all(LOCATIONS, number -> location(client, number));
    int rounds = Math.ceilDiv(movements, levels);
    List<AdjustStockResponse> answers = new ArrayList<>();
    for (int round = 0; round < rounds; round++) {
      List<AdjustStockResponse> all = round(client, round, variantIds, locationIds);
      answers.add(all.get(all.size() / 2));
      out.printf(Locale.ROOT, "  %,d movements%n", Math.min(movements, (round + 1L) * levels));
    }
    var _ = watch(client, variantIds, locationIds, false);
    Timestamp changedSince = watch(client, variantIds, locationIds, true);
    out.println("  reorder points");
    AdjustStockResponse middle = answers.get(rounds / 2);
    return new LargeStock(
        variantIds,
        locationIds,
        changedSince,
        middle.getMovements(0).getRecordedAt(),
        answers.get(Math.min(rounds / 2 + 2, rounds - 1)).getMovements(0).getRecordedAt(),
        answers.getFirst().getStockLevels(0).getId(),
        middle.getMovements(0).getId());
  }

  private List<String> variants(LarisClient client) {
    List<String> variantIds = new ArrayList<>();
    while (variantIds.size() < variantCount) {
      ImportProductsRequest.Builder rows = ImportProductsRequest.newBuilder();
      int until = Math.min(variantCount, variantIds.size() + ROWS_OF_IMPORT);
      for (int number = variantIds.size(); number < until; number++) {
        rows.addRows(
            ImportProductsRequest.Row.newBuilder()
                .setSku("STOCK-" + number)
                .setName("Stocked product " + number)
                .setTrackStock(true));
      }
      Shop.imported(client.catalog(), rows.build())
          .getResultsList()
          .forEach(row -> variantIds.add(row.getVariantId()));
    }
    out.printf(Locale.ROOT, "  %,d products%n", variantIds.size());
    return variantIds;
  }

  private static String location(LarisClient client, int number) {
    CreateLocationRequest location =
        CreateLocationRequest.newBuilder()
            .setCode("SHOP" + number)
            .setName("Shop " + number)
            .build();
    return client.inventory().createLocation(location).getLocation().getId();
  }

  /** One more movement of each level, as long as any are missing; one answer of each location. */
  private List<AdjustStockResponse> round(
      LarisClient client, int round, List<String> variantIds, List<String> locationIds) {
    long missing = movements - (long) round * variantCount * LOCATIONS;
    int locations = (int) Math.min(LOCATIONS, Math.ceilDiv(missing, variantCount));
    return Clerks.all(
        locations,
        location -> {
          int count = (int) Math.min(variantCount, missing - (long) location * variantCount);
          return adjust(client, round, locationIds.get(location), variantIds.subList(0, count));
        });
  }

  private static AdjustStockResponse adjust(
      LarisClient client, int round, String locationId, List<String> variantIds) {
    AdjustStockResponse answer = AdjustStockResponse.getDefaultInstance();
    for (int from = 0; from < variantIds.size(); from += ROWS_OF_ADJUSTMENT) {
      AdjustStockRequest.Builder batch = AdjustStockRequest.newBuilder().setLocationId(locationId);
      variantIds
          .subList(from, Math.min(variantIds.size(), from + ROWS_OF_ADJUSTMENT))
          .forEach(variantId -> batch.addAdjustments(adjustment(round, variantId)));
      answer = client.inventory().adjustStock(batch.build());
    }
    return answer;
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
  private static Timestamp watch(
      LarisClient client, List<String> variantIds, List<String> locationIds, boolean low) {
    List<SetReorderPointRequest> requests = new ArrayList<>();
    for (int location = 0; location < locationIds.size(); location++) {
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
