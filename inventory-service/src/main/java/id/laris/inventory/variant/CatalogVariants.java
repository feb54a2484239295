package id.laris.inventory.variant;

import static java.util.stream.Collectors.toMap;

import id.laris.common.Ids;
import id.laris.common.client.RemoteService;
import id.laris.common.client.RemoteServices;
import id.laris.common.errors.Errors;
import id.laris.pos.Service;
import id.laris.pos.v1.BatchGetVariantNamesRequest;
import id.laris.pos.v1.BatchGetVariantsRequest;
import id.laris.pos.v1.CatalogServiceGrpc;
import id.laris.pos.v1.CatalogServiceGrpc.CatalogServiceBlockingStub;
import id.laris.pos.v1.Variant;
import id.laris.pos.v1.VariantNames;
import io.grpc.Context;
import io.grpc.Deadline;
import io.grpc.StatusRuntimeException;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Asks the catalog for variants. A remote call: never inside a transaction. */
@Component
public class CatalogVariants {

  private static final Logger log = LoggerFactory.getLogger(CatalogVariants.class);
  private static final int AT_ONCE = 100;

  /** More than this many do not fit into an error. */
  private static final int MOST_NAMED = 35;

  private static final long PATIENCE_MILLIS = 500;

  private final RemoteService service;
  private final CatalogServiceBlockingStub catalog;

  CatalogVariants(RemoteServices services) {
    this.service = services.named(Service.CATALOG);
    this.catalog = CatalogServiceGrpc.newBlockingStub(service.ownChannel());
  }

  /** Refuses ids of variants that do not exist or are deleted. */
  public void require(Collection<UUID> variantIds) {
    List<UUID> wanted = variantIds.stream().distinct().sorted().toList();
    Set<UUID> live = new HashSet<>();
    for (int i = 0; i < wanted.size(); i += AT_ONCE) {
      live.addAll(live(wanted.subList(i, Math.min(i + AT_ONCE, wanted.size()))));
    }
    for (UUID id : wanted) {
      if (!live.contains(id)) {
        throw Errors.notFound("variant", id);
      }
    }
  }

  /**
   * The name by which people know a variant.
   *
   * @param text its name and SKU
   */
  public record Label(String text, String sku) {}

  /**
   * Returns what the first of these variants are called, as far as the catalog answers soon. It is
   * asked once and for a short time, because the caller waits for the rest of an error.
   */
  public Map<UUID, Label> labels(List<UUID> variantIds) {
    BatchGetVariantNamesRequest request =
        BatchGetVariantNamesRequest.newBuilder()
            .addAllVariantIds(Ids.texts(variantIds.stream().limit(MOST_NAMED).toList()))
            .build();
    try {
      return catalog
          .withDeadlineAfter(patienceMillis(Context.current().getDeadline()), TimeUnit.MILLISECONDS)
          .batchGetVariantNames(request)
          .getNamesList()
          .stream()
          .collect(toMap(names -> Ids.parse(names.getVariantId()), CatalogVariants::label));
    } catch (StatusRuntimeException e) {
      log.info("the catalog does not tell the names of variants: {}", e.getStatus());
      return Map.of();
    }
  }

  /** At most half of the time that is left of the call: the other half is for the answer to it. */
  static long patienceMillis(@Nullable Deadline ofCall) {
    return ofCall == null
        ? PATIENCE_MILLIS
        : Math.clamp(ofCall.timeRemaining(TimeUnit.MILLISECONDS) / 2, 0, PATIENCE_MILLIS);
  }

  private static Label label(VariantNames names) {
    String name =
        names.getVariantName().isEmpty()
            ? names.getProductName()
            : "%s - %s".formatted(names.getProductName(), names.getVariantName());
    return new Label(
        names.getSku().isEmpty() ? name : "%s (%s)".formatted(name, names.getSku()),
        names.getSku());
  }

  private List<UUID> live(List<UUID> ids) {
    BatchGetVariantsRequest request =
        BatchGetVariantsRequest.newBuilder().addAllVariantIds(Ids.texts(ids)).build();
    return service.call(() -> catalog.batchGetVariants(request)).getVariantsList().stream()
        .filter(variant -> !variant.hasDeletedAt())
        .map(Variant::getId)
        .map(Ids::parse)
        .toList();
  }
}
