package id.laris.inventory.variant;

import id.laris.common.Ids;
import id.laris.common.client.RemoteService;
import id.laris.common.client.RemoteServices;
import id.laris.common.errors.Errors;
import id.laris.common.errors.PosException;
import id.laris.pos.Service;
import id.laris.pos.v1.BatchGetVariantsRequest;
import id.laris.pos.v1.CatalogServiceGrpc;
import id.laris.pos.v1.CatalogServiceGrpc.CatalogServiceBlockingStub;
import id.laris.pos.v1.QuoteItemsRequest;
import id.laris.pos.v1.QuoteItemsResponse;
import id.laris.pos.v1.QuotedItem;
import id.laris.pos.v1.Variant;
import io.grpc.StatusRuntimeException;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Asks the catalog for variants. A remote call: never inside a transaction. */
@Component
public class CatalogVariants {

  private static final Logger log = LoggerFactory.getLogger(CatalogVariants.class);
  private static final int AT_ONCE = 100;
  private static final int QUOTED_AT_ONCE = 500;

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

  /** Returns what variants are called, as far as the catalog answers. */
  public Map<UUID, Label> labels(List<UUID> variantIds) {
    Map<UUID, Label> labels = new HashMap<>();
    try {
      for (int i = 0; i < variantIds.size(); i += QUOTED_AT_ONCE) {
        quote(variantIds.subList(i, Math.min(i + QUOTED_AT_ONCE, variantIds.size())))
            .getItemsList()
            .stream()
            .filter(item -> !item.getProductName().isEmpty())
            .forEach(item -> labels.put(Ids.parse(item.getVariantId()), label(item)));
      }
    } catch (PosException | StatusRuntimeException e) {
      log.info("the catalog does not tell the names of variants: {}", e.getMessage());
    }
    return labels;
  }

  private QuoteItemsResponse quote(List<UUID> variantIds) {
    QuoteItemsRequest.Builder request = QuoteItemsRequest.newBuilder();
    variantIds.forEach(id -> request.addItemsBuilder().setVariantId(id.toString()).setQuantity(1));
    return service.call(() -> catalog.quoteItems(request.build()));
  }

  private static Label label(QuotedItem item) {
    String name =
        item.getVariantName().isEmpty()
            ? item.getProductName()
            : "%s - %s".formatted(item.getProductName(), item.getVariantName());
    return new Label(
        item.getSku().isEmpty() ? name : "%s (%s)".formatted(name, item.getSku()), item.getSku());
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
