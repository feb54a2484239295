package id.laris.catalog.imports;

import id.laris.common.db.Writes;
import id.laris.common.errors.PosException;
import id.laris.common.errors.Reason;
import id.laris.pos.v1.ImportProductsRequest;
import id.laris.pos.v1.ImportProductsResponse;
import id.laris.pos.v1.ImportProductsResponse.RowResult;
import id.laris.pos.v1.ImportProductsResponse.RowResult.Result;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.stereotype.Component;

/**
 * Makes or changes products by SKU: all rows in one transaction, or none. Every row is planned, so
 * that the errors of all are known at once; if one failed, or on a dry run, nothing is written, and
 * the results show what would have been stored. An import that another change overtakes while it
 * writes is planned again.
 *
 * <p>Importing the same rows again changes nothing. Imports wait for their turn ({@link
 * ImportTurns}).
 */
@Component
public class ImportProducts {

  private static final int ATTEMPTS = 4;

  /**
   * The refusals of a write that the plan had found to be right. VALIDATION_FAILED is that of a
   * category whose parent has moved.
   */
  private static final Set<Reason> OVERTAKEN =
      EnumSet.of(
          Reason.VALIDATION_FAILED,
          Reason.NOT_FOUND,
          Reason.CATEGORY_NOT_FOUND,
          Reason.SKU_ALREADY_EXISTS,
          Reason.BARCODE_ALREADY_ASSIGNED);

  private final ObjectProvider<ImportRun> runs;
  private final ImportTurns turns;
  private final Writes writes;

  ImportProducts(ObjectProvider<ImportRun> runs, ImportTurns turns, Writes writes) {
    this.runs = runs;
    this.turns = turns;
    this.writes = writes;
  }

  public ImportProductsResponse run(ImportProductsRequest request) {
    return turns.inTurn(() -> untilNotOvertaken(request));
  }

  private ImportProductsResponse untilNotOvertaken(ImportProductsRequest request) {
    for (int attempt = 1; ; attempt++) {
      try {
        return attempt(request);
      } catch (PosException e) {
        if (attempt == ATTEMPTS || !OVERTAKEN.contains(e.reason())) {
          throw e;
        }
      } catch (DataIntegrityViolationException e) {
        if (attempt == ATTEMPTS) {
          throw e;
        }
      }
    }
  }

  private ImportProductsResponse attempt(ImportProductsRequest request) {
    AtomicReference<ImportProductsResponse> tried = new AtomicReference<>();
    try {
      return writes.once(
          request,
          ImportProductsResponse.parser(),
          () -> {
            ImportProductsResponse response =
                response(
                    runs.getObject().run(request.getRowsList(), request.getDryRun()),
                    request.getDryRun());
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
        .addAllResults(results)
        .setCreatedCount(count(results, Result.CREATED))
        .setUpdatedCount(count(results, Result.UPDATED))
        .setUnchangedCount(count(results, Result.UNCHANGED))
        .setFailedCount(count(results, Result.FAILED))
        .build();
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
