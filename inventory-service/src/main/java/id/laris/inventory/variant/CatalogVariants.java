package id.laris.inventory.variant;

import id.laris.common.Ids;
import id.laris.common.client.RemoteService;
import id.laris.common.client.RemoteServices;
import id.laris.common.errors.Errors;
import id.laris.pos.Service;
import id.laris.pos.v1.BatchGetVariantsRequest;
import id.laris.pos.v1.CatalogServiceGrpc;
import id.laris.pos.v1.CatalogServiceGrpc.CatalogServiceBlockingStub;
import id.laris.pos.v1.Variant;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Asks the catalog for variants. A remote call: never inside a transaction. */
@Component
public class CatalogVariants {

  private static final int AT_ONCE = 100;

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
