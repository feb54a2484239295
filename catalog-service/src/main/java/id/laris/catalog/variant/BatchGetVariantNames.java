package id.laris.catalog.variant;

import id.laris.common.Ids;
import id.laris.common.db.Reads;
import id.laris.pos.v1.BatchGetVariantNamesRequest;
import id.laris.pos.v1.BatchGetVariantNamesResponse;
import id.laris.pos.v1.VariantNames;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Reads what variants are called, deleted or not, in the order asked for, each once. It is one
 * statement, and reads nothing else of them, because others wait for it to word an error.
 */
@Component
public class BatchGetVariantNames {

  private final JdbcClient jdbc;
  private final Reads reads;

  BatchGetVariantNames(JdbcClient jdbc, Reads reads) {
    this.jdbc = jdbc;
    this.reads = reads;
  }

  public BatchGetVariantNamesResponse run(BatchGetVariantNamesRequest request) {
    UUID[] ids = Ids.parseAll(request.getVariantIdsList()).toArray(UUID[]::new);
    List<VariantNames> names = reads.run(() -> names(ids));
    return BatchGetVariantNamesResponse.newBuilder().addAllNames(names).build();
  }

  private List<VariantNames> names(UUID[] ids) {
    return jdbc.sql(
            """
            select v.id, v.name, v.sku, p.name as product_name
            from catalog.variant v join catalog.product p on p.id = v.product_id
            where v.id = any(:ids)
            order by array_position(:ids, v.id)
            """)
        .param("ids", ids)
        .query(
            (row, number) ->
                VariantNames.newBuilder()
                    .setVariantId(row.getString("id"))
                    .setProductName(row.getString("product_name"))
                    .setVariantName(row.getString("name"))
                    .setSku(row.getString("sku"))
                    .build())
        .list();
  }
}
