package id.laris.catalog.code;

import id.laris.common.Caller;
import java.sql.Types;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The barcodes of products and variants that are not deleted; each code belongs to one of them, and
 * is stored under its {@link Gtin#key}. Two that had forms of one GTIN before these were compared
 * keep them: the form that the second had stays under itself.
 */
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
                insert into catalog.barcode (tenant_id, code, product_id, variant_id)
                select :tenant, :code, :product, :variant
                where not exists (select from catalog.barcode where code = any(:forms))
                on conflict (tenant_id, code) do nothing
                """)
            .param("tenant", Caller.current().tenantId())
            .param("code", Gtin.key(barcode))
            .param("product", bearer.productId())
            .param("variant", bearer.variantId(), Types.OTHER)
            .param("forms", forms(barcode))
            .update();
    if (assigned == 0) {
      throw CodeErrors.barcodeTaken(barcode);
    }
  }

  /** Frees the bearer's barcode, unless it is empty, for others. */
  public void release(String barcode, Bearer bearer) {
    if (!barcode.isEmpty()) {
      jdbc.sql(
              """
              delete from catalog.barcode
              where code = any(:forms) and product_id = :product and variant_id is not distinct from :variant
              """)
          .param("forms", forms(barcode))
          .param("product", bearer.productId())
          .param("variant", bearer.variantId(), Types.OTHER)
          .update();
    }
  }

  /** Frees the old barcode of the bearer and assigns the new one; another form is the same one. */
  public void replace(String before, String after, Bearer bearer) {
    if (!Gtin.key(before).equals(Gtin.key(after))) {
      release(before, bearer);
      assign(after, bearer);
    }
  }

  /** Finds the product or variant of the barcode, in whatever form of its GTIN. */
  public Optional<Bearer> find(String barcode) {
    return jdbc.sql(
            """
            select product_id, variant_id from catalog.barcode
            where code = any(:forms) order by code = :code desc, code = :key desc limit 1
            """)
        .param("forms", forms(barcode))
        .param("code", barcode)
        .param("key", Gtin.key(barcode))
        .query(
            (row, number) ->
                new Bearer(
                    row.getObject("product_id", UUID.class),
                    row.getObject("variant_id", UUID.class)))
        .optional();
  }

  private static String[] forms(String barcode) {
    return Gtin.forms(barcode).toArray(String[]::new);
  }
}
