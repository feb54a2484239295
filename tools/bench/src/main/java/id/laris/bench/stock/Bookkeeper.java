package id.laris.bench.stock;

import com.google.protobuf.Timestamp;
import id.laris.bench.load.Clerks;
import id.laris.bench.shop.Connection;
import id.laris.pos.v1.AdjustStockRequest;
import id.laris.pos.v1.AdjustStockRequest.Adjustment;
import id.laris.pos.v1.AdjustStockResponse;
import id.laris.pos.v1.CreateLocationRequest;
import id.laris.pos.v1.ImportProductsRequest;
import id.laris.pos.v1.ImportProductsResponse;
import id.laris.pos.v1.SetReorderPointRequest;
import io.grpc.Status;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Makes the books of a tenant of its own, as its clerks would, several at a time: first everything
 * comes in, then all locations go on round by round, so that the ledger is as mixed as a real one.
 */
public final class Bookkeeper {

  /** What the targets name; with them come 100,000 levels. */
  public static final int MOVEMENTS = 1_000_000;

  /** One for each level of the smallest books. */
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
  private final PrintStream out;
  private final UUID tenantId = UUID.randomUUID();
  private @Nullable Books books;

  public Bookkeeper(String target, int movements, PrintStream out) {
    this.target = target;
    this.movements = movements;
    this.out = out;
  }

  /** A connection of one who reads the books. */
  public Connection connect() {
    return new Connection(target, tenantId);
  }

  /** The books; made once. */
  public Books books() throws InterruptedException {
    if (books == null) {
      try (Connection connection = Connection.withoutKeys(target, tenantId);
          Clerks clerks = new Clerks()) {
        books = new Making(connection, clerks).run();
      }
    }
    return books;
  }

  /** The work, with the tools for it. */
  private final class Making {

    private final Connection connection;
    private final Clerks clerks;
    private final int variantCount = Math.max(LEAST_VARIANTS, movements / MOVEMENTS_TO_A_VARIANT);

    Making(Connection connection, Clerks clerks) {
      this.connection = connection;
      this.clerks = clerks;
    }

    Books run() throws InterruptedException {
      int levels = variantCount * LOCATIONS;
      out.printf(
          Locale.ROOT, "Making the books: %,d levels, %,d movements ...%n", levels, movements);
      List<String> variantIds = variants();
      List<String> locationIds = clerks.all(LOCATIONS, this::location);
      int rounds = Math.ceilDiv(movements, levels);
      List<AdjustStockResponse> answers = new ArrayList<>();
      for (int round = 0; round < rounds; round++) {
        answers.add(inTheMiddle(round(round, variantIds, locationIds)));
        out.printf(Locale.ROOT, "  %,d movements%n", Math.min(movements, (round + 1L) * levels));
      }
      var _ = watch(variantIds, locationIds, false);
      Timestamp changedSince = watch(variantIds, locationIds, true);
      out.println("  reorder points");
      AdjustStockResponse middle = answers.get(rounds / 2);
      return new Books(
          variantIds,
          locationIds,
          changedSince,
          middle.getMovements(0).getRecordedAt(),
          answers.get(Math.min(rounds / 2 + 2, rounds - 1)).getMovements(0).getRecordedAt(),
          answers.getFirst().getStockLevels(0).getId(),
          middle.getMovements(0).getId());
    }

    private List<String> variants() {
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
        ImportProductsResponse answer = connection.catalog().importProducts(rows.build());
        if (!answer.getStored()) {
          throw Status.ABORTED
              .withDescription("the products were not imported: " + answer.getFailedCount())
              .asRuntimeException();
        }
        answer.getResultsList().forEach(row -> variantIds.add(row.getVariantId()));
      }
      out.printf(Locale.ROOT, "  %,d products%n", variantIds.size());
      return variantIds;
    }

    private String location(int number) {
      return connection
          .inventory()
          .createLocation(
              CreateLocationRequest.newBuilder()
                  .setCode("SHOP" + number)
                  .setName("Shop " + number)
                  .build())
          .getLocation()
          .getId();
    }

    /** One more movement of each level, as long as any are missing; one answer of each location. */
    private List<AdjustStockResponse> round(
        int round, List<String> variantIds, List<String> locationIds) throws InterruptedException {
      long missing = movements - (long) round * variantCount * LOCATIONS;
      int locations = (int) Math.min(LOCATIONS, Math.ceilDiv(missing, variantCount));
      return clerks.all(
          locations,
          location -> {
            int count = (int) Math.min(variantCount, missing - (long) location * variantCount);
            return adjust(round, locationIds.get(location), variantIds.subList(0, count));
          });
    }

    private AdjustStockResponse adjust(int round, String locationId, List<String> variantIds) {
      AdjustStockResponse answer = AdjustStockResponse.getDefaultInstance();
      for (int from = 0; from < variantIds.size(); from += ROWS_OF_ADJUSTMENT) {
        AdjustStockRequest.Builder batch =
            AdjustStockRequest.newBuilder().setLocationId(locationId);
        variantIds
            .subList(from, Math.min(variantIds.size(), from + ROWS_OF_ADJUSTMENT))
            .forEach(variantId -> batch.addAdjustments(adjustment(round, variantId)));
        answer = connection.inventory().adjustStock(batch.build());
      }
      return answer;
    }

    /** Much comes in at first; then a little goes out, and a little less comes in again. */
    private Adjustment adjustment(int round, String variantId) {
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
    private Timestamp watch(List<String> variantIds, List<String> locationIds, boolean low)
        throws InterruptedException {
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
      return clerks
          .all(
              requests.size(),
              number -> connection.inventory().setReorderPoint(requests.get(number)))
          .getFirst()
          .getStockLevel()
          .getUpdatedAt();
    }
  }

  private static <T> T inTheMiddle(List<T> list) {
    return list.get(list.size() / 2);
  }
}
