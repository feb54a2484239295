package id.laris.bench.stock;

import com.google.protobuf.Timestamp;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

/**
 * The stock of a big tenant, and places in it where a reader may begin.
 *
 * @param changedSince since then one level of a hundred has changed
 * @param from when movements in the middle of the ledger were written down, until {@code to}
 * @param middleLevelId the token of the page that begins in the middle of all levels
 * @param middleMovementId the same of all movements
 */
public record LargeStock(
    List<String> variantIds,
    List<String> locationIds,
    Timestamp changedSince,
    Timestamp from,
    Timestamp to,
    String middleLevelId,
    String middleMovementId) {

  String anyVariant() {
    return any(variantIds);
  }

  String anyLocation() {
    return any(locationIds);
  }

  private static String any(List<String> ids) {
    return ids.get(ThreadLocalRandom.current().nextInt(ids.size()));
  }
}
