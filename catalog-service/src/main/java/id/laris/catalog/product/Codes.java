package id.laris.catalog.product;

import id.laris.common.Caller;
import id.laris.common.errors.Errors;
import id.laris.common.errors.Reason;
import java.sql.Types;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The codes that things are found by. A SKU is one product's or one variant's, whatever the case; a barcode is one thing's, product or
 * variant. Constraints hold both; what is asked here before only gives the better message.
 */
@Component
class Codes {

  private final Products products;
  private final Variants variants;
  private final JdbcClient jdbc;

  Codes(Products products, Variants variants, JdbcClient jdbc) {
    this.products = products;
    this.variants = variants;
    this.jdbc = jdbc;
  }

  void requireFreeSku(Product product) {
    products
        .findIdBySku(product.sku())
        .filter(owner -> !owner.equals(product.id()))
        .ifPresent(owner -> refuseSku(product.sku()));
  }

  void requireFreeSku(Variant variant) {
    variants
        .findIdBySku(variant.sku())
        .filter(owner -> !owner.equals(variant.id()))
        .ifPresent(owner -> refuseSku(variant.sku()));
  }

  private static void refuseSku(String sku) {
    throw Errors.of(Reason.SKU_ALREADY_EXISTS, "Another has this SKU: choose one that is free.")
        .with("sku", sku);
  }


  /** Keeps the barcode for a product, in place of what it had. */
  void assignBarcode(Product product) {
    jdbc.sql("delete from catalog.barcode where product_id = ? and variant_id is null and code <> ?")
        .params(product.id(), product.barcode())
        .update();
    assign(product.barcode(), product.id(), null);
  }

  /** Keeps the barcode for a variant, in place of what it had. */
  void assignBarcode(Variant variant) {
    jdbc.sql("delete from catalog.barcode where product_id = ? and variant_id = ? and code <> ?")
        .params(variant.productId(), variant.id(), variant.barcode())
        .update();
    assign(variant.barcode(), variant.productId(), variant.id());
  }

  private void assign(String code, UUID productId, @Nullable UUID variantId) {
    if (code.isEmpty()) {
      return;
    }
    int kept =
        jdbc.sql(
                """
                insert into catalog.barcode (tenant_id, code, product_id, variant_id)
                values (:tenantId, :code, :productId, :variantId)
                on conflict (tenant_id, code) do update set code = excluded.code
                  where barcode.product_id = excluded.product_id
                    and barcode.variant_id is not distinct from excluded.variant_id
                """)
            .param("tenantId", Caller.current().tenantId())
            .param("code", code)
            .param("productId", productId)
            .param("variantId", variantId, Types.OTHER)
            .update();
    if (kept == 0) {
      throw Errors.of(
              Reason.BARCODE_ALREADY_ASSIGNED,
              "Another product or variant has this barcode: take it off there first.")
          .with("barcode", code);
    }
  }

  /** Gives the barcodes of the product and all of its variants to whoever wants them. */
  void releaseBarcodes(Product product) {
    jdbc.sql("delete from catalog.barcode where product_id = ?").param(product.id()).update();
  }

  void releaseBarcode(Variant variant) {
    jdbc.sql("delete from catalog.barcode where product_id = ? and variant_id = ?")
        .params(variant.productId(), variant.id())
        .update();
  }
}
