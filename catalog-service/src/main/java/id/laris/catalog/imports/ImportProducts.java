package id.laris.catalog.imports;

import id.laris.common.db.Writes;
import id.laris.pos.v1.ImportProductsRequest;
import id.laris.pos.v1.ImportProductsResponse;
import id.laris.pos.v1.ImportProductsResponse.RowResult;
import id.laris.pos.v1.ImportProductsResponse.RowResult.Result;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/**
 * Makes or changes products by SKU: all rows in one transaction, or none. Every row is tried, so
 * that the errors of all are known at once; if one failed, or on a dry run, the transaction is
 * rolled back, and the results show what would have been stored.
 *
 * <p>Importing the same rows again changes nothing.
 */
@Component
public class ImportProducts {

  private final ObjectProvider<ImportRun> runs;
  private final Writes writes;

  ImportProducts(ObjectProvider<ImportRun> runs, Writes writes) {
    this.runs = runs;
    this.writes = writes;
  }

  public ImportProductsResponse run(ImportProductsRequest request) {
    AtomicReference<ImportProductsResponse> tried = new AtomicReference<>();
    try {
      return writes.once(
          request,
          ImportProductsResponse.parser(),
          () -> {
            List<RowResult> results = runs.getObject().run(request.getRowsList());
            ImportProductsResponse response = response(results, request.getDryRun());
            if (!response.getStored()) {
              tried.set(response);
              throw new TakeBack();
            }
            return response;
          });
    } catch (TakeBack e) {
      return tried.get();
    }
  }

  private static ImportProductsResponse response(List<RowResult> results, boolean dryRun) {
    boolean stored = !dryRun && count(results, Result.FAILED) == 0;
    return ImportProductsResponse.newBuilder()
        .setStored(stored)
        .addAllResults(
            stored ? results : results.stream().map(ImportProducts::withoutNewIds).toList())
        .setCreatedCount(count(results, Result.CREATED))
        .setUpdatedCount(count(results, Result.UPDATED))
        .setUnchangedCount(count(results, Result.UNCHANGED))
        .setFailedCount(count(results, Result.FAILED))
        .build();
  }

  /** Removes the ids of resources that were not created after all. */
  private static RowResult withoutNewIds(RowResult result) {
    return result.getResult() == Result.CREATED
        ? result.toBuilder().clearProductId().clearVariantId().build()
        : result;
  }

  private static int count(List<RowResult> results, Result wanted) {
    return (int) results.stream().filter(result -> result.getResult() == wanted).count();
  }

  /** Ends the transaction without storing anything. */
  private static final class TakeBack extends RuntimeException {
    private static final long serialVersionUID = 1L;

    TakeBack() {
      super("nothing is to be stored", null, false, false);
    }
  }
}
