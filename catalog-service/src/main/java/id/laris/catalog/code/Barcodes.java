package id.laris.catalog.code;

import id.laris.common.Caller;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The barcodes of products and variants that are not deleted; each code belongs to one of them. */
@Component
public class Barcodes {

  /**
   * The product or variant of a barcode.
   *
   * @param variantId null where it is the product's own
   */
  public record Bearer(UUID productId, @Nullable UUID variantId) {}

  private final JdbcClient jdbc;

  Barcodes(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * Assigns the barcode, unless it is empty, to the bearer; refuses with BARCODE_ALREADY_ASSIGNED.
   */
  public void assign(String barcode, Bearer bearer) {
    if (barcode.isEmpty()) {
      return;
    }
    // The insertion waits for a transaction that assigns or frees the same code, and then sees its
    // result.
    int assigned =
        jdbc.sql(
                """
                insert into catalog.barcode (tenant_id, code, product_id, variant_id) values (:tenant, :code, :product, :variant)
                on conflict (tenant_id, code) do nothing
                """)
            .param("tenant", Caller.current().tenantId())
            .param("code", barcode)
            .param("product", bearer.productId())
            .param("variant", bearer.variantId())
            .update();
    if (assigned == 0) {
      throw CodeErrors.barcodeTaken(barcode);
    }
  }

  /** Frees the barcode, unless it is empty, for others. */
  public void release(String barcode) {
    if (!barcode.isEmpty()) {
      jdbc.sql("delete from catalog.barcode where code = ?").param(barcode).update();
    }
  }

  /** Frees the old barcode of the bearer and assigns the new one. */
  public void replace(String before, String after, Bearer bearer) {
    if (!before.equals(after)) {
      release(before);
      assign(after, bearer);
    }
  }

  /** Finds the product or variant of the barcode. */
  public Optional<Bearer> find(String barcode) {
    return jdbc.sql("select product_id, variant_id from catalog.barcode where code = ?")
        .param(barcode)
        .query(
            (row, number) ->
                new Bearer(
                    row.getObject("product_id", UUID.class),
                    row.getObject("variant_id", UUID.class)))
        .optional();
  }
}
