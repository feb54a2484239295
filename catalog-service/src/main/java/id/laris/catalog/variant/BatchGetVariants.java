package id.laris.catalog.variant;

import id.laris.common.Ids;
import id.laris.common.db.Reads;
import id.laris.common.db.Resource;
import id.laris.pos.v1.BatchGetVariantsRequest;
import id.laris.pos.v1.BatchGetVariantsResponse;
import id.laris.pos.v1.Variant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Reads the variants that exist, deleted or not, in the order asked for, each once. */
@Component
public class BatchGetVariants {

  private final Resource<?, Variant> variants;
  private final Reads reads;

  BatchGetVariants(Resource<?, Variant> variants, Reads reads) {
    this.variants = variants;
    this.reads = reads;
  }

  public BatchGetVariantsResponse run(BatchGetVariantsRequest request) {
    List<UUID> ids = request.getVariantIdsList().stream().map(Ids::parse).distinct().toList();
    return reads.run(
        () -> {
          Map<UUID, Variant> found = variants.byIds(ids);
          return BatchGetVariantsResponse.newBuilder()
              .addAllVariants(ids.stream().map(found::get).filter(Objects::nonNull).toList())
              .build();
        });
  }
}
