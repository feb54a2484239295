package id.laris.catalog.code;

import id.laris.common.Caller;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SequencedSet;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;
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

  /** A barcode that a bearer has, or is to have; empty for none. */
  public record Assignment(String barcode, Bearer bearer) {}

  /**
   * Assigns the barcode, unless it is empty, to the bearer; refuses with BARCODE_ALREADY_ASSIGNED.
   */
  public void assign(String barcode, Bearer bearer) {
    assignAll(List.of(new Assignment(barcode, bearer)));
  }

  /** Does the same as {@link #assign} for many, in one statement. */
  private void assignAll(List<Assignment> assignments) {
    List<Assignment> wanted = given(assignments);
    if (wanted.isEmpty()) {
      return;
    }
    // The insertion waits for a transaction that assigns or frees the same code, and then sees its
    // result. It is in the order of the codes, so that two wait for each other and do not block.
    List<String> assigned =
        bind(
                """
                insert into catalog.barcode (tenant_id, code, product_id, variant_id)
                select :tenant, wanted.code, wanted.product_id, wanted.variant_id
                from unnest(:codes, :products, :variants) as wanted (code, product_id, variant_id)
                where wanted.code not in (
                  select form.code from unnest(:forms, :codesOfForms) as form (form, code)
                  join catalog.barcode b on b.code = form.form
                  where form.form <> form.code)
                order by wanted.code
                on conflict (tenant_id, code) do nothing
                returning code
                """,
                wanted)
            .param("tenant", Caller.current().tenantId())
            .query((row, number) -> row.getString("code"))
            .list();
    List<String> unclaimed = new ArrayList<>(assigned);
    for (Assignment one : wanted) {
      if (!unclaimed.remove(Gtin.key(one.barcode()))) {
        throw CodeErrors.barcodeTaken(one.barcode());
      }
    }
  }

  /** Frees the bearer's barcode, unless it is empty, for others. */
  public void release(String barcode, Bearer bearer) {
    releaseAll(List.of(new Assignment(barcode, bearer)));
  }

  /** Does the same as {@link #release} for many, in one statement. */
  public void releaseAll(List<Assignment> assignments) {
    List<Assignment> given = given(assignments);
    if (given.isEmpty()) {
      return;
    }
    bind(
            """
            delete from catalog.barcode b
            using unnest(:forms, :productsOfForms, :variantsOfForms) as had (code, product_id, variant_id)
            where b.code = had.code and b.product_id = had.product_id
              and b.variant_id is not distinct from had.variant_id
            """,
            given)
        .update();
  }

  /**
   * Frees the old barcodes of bearers and assigns the new ones. Another form of the same GTIN is
   * assigned as well: another bearer may have it from earlier versions.
   *
   * @param before one for each of after, of the same bearers
   */
  public void replaceAll(List<Assignment> before, List<Assignment> after) {
    List<Assignment> freed = new ArrayList<>();
    List<Assignment> assigned = new ArrayList<>();
    for (int i = 0; i < before.size(); i++) {
      if (!before.get(i).barcode().equals(after.get(i).barcode())) {
        freed.add(before.get(i));
        assigned.add(after.get(i));
      }
    }
    releaseAll(freed);
    assignAll(assigned);
  }

  /**
   * Finds the products and variants that have these barcodes, in whatever form of their GTIN; those
   * that nothing has are left out. Several may have forms of one GTIN from earlier versions: the
   * one with the form that was asked for comes first.
   */
  public Map<String, SequencedSet<Bearer>> findAll(Collection<String> barcodes) {
    Map<String, Bearer> byCode = new HashMap<>();
    jdbc.sql("select code, product_id, variant_id from catalog.barcode where code = any(?)")
        .param(
            barcodes.stream()
                .flatMap(barcode -> Gtin.forms(barcode).stream())
                .distinct()
                .toArray(String[]::new))
        .query(
            row -> {
              byCode.put(
                  row.getString("code"),
                  new Bearer(
                      row.getObject("product_id", UUID.class),
                      row.getObject("variant_id", UUID.class)));
            });
    Map<String, SequencedSet<Bearer>> found = new HashMap<>();
    for (String barcode : barcodes) {
      SequencedSet<Bearer> bearers =
          Stream.concat(Stream.of(barcode), Gtin.forms(barcode).stream())
              .map(byCode::get)
              .filter(Objects::nonNull)
              .collect(Collectors.toCollection(LinkedHashSet::new));
      if (!bearers.isEmpty()) {
        found.put(barcode, bearers);
      }
    }
    return found;
  }

  private static List<Assignment> given(List<Assignment> assignments) {
    return assignments.stream().filter(one -> !one.barcode().isEmpty()).toList();
  }

  private record Form(String code, Assignment of) {}

  /** Binds the codes with their bearers, and all forms of the codes with theirs. */
  private StatementSpec bind(String sql, List<Assignment> all) {
    List<Form> forms =
        all.stream()
            .flatMap(one -> Gtin.forms(one.barcode()).stream().map(code -> new Form(code, one)))
            .toList();
    List<Assignment> ofForms = forms.stream().map(Form::of).toList();
    return jdbc.sql(sql)
        .param("codes", keys(all))
        .param("products", products(all))
        .param("variants", variants(all))
        .param("forms", forms.stream().map(Form::code).toArray(String[]::new))
        .param("codesOfForms", keys(ofForms))
        .param("productsOfForms", products(ofForms))
        .param("variantsOfForms", variants(ofForms));
  }

  private static String[] keys(List<Assignment> all) {
    return all.stream().map(one -> Gtin.key(one.barcode())).toArray(String[]::new);
  }

  private static UUID[] products(List<Assignment> all) {
    return all.stream().map(one -> one.bearer().productId()).toArray(UUID[]::new);
  }

  private static @Nullable UUID[] variants(List<Assignment> all) {
    return all.stream().map(one -> one.bearer().variantId()).toArray(UUID[]::new);
  }
}
