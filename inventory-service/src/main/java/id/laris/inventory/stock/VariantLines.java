package id.laris.inventory.stock;

import id.laris.common.Ids;
import id.laris.common.errors.Errors;
import id.laris.pos.v1.StockLine;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;

/** The lines of a request, each of which must be of another variant. */
public final class VariantLines {

  private VariantLines() {}

  /** The variants of the field {@code lines}, where none comes twice. */
  public static <T> List<UUID> ids(List<T> lines, Function<T, String> variantId) {
    return ids("lines", lines, variantId);
  }

  /** The variants of a field, where none comes twice. */
  public static <T> List<UUID> ids(String field, List<T> lines, Function<T, String> variantId) {
    List<UUID> ids = lines.stream().map(variantId).map(Ids::parse).toList();
    Set<UUID> seen = new HashSet<>();
    for (int i = 0; i < ids.size(); i++) {
      if (!seen.add(ids.get(i))) {
        throw Errors.invalid(
            "%s[%d].variant_id".formatted(field, i),
            "is listed twice: send one line for each variant");
      }
    }
    return ids;
  }

  /** The path of the quantity of each variant in the field {@code lines}, in their order. */
  public static Map<UUID, String> quantities(List<StockLine> lines) {
    Map<UUID, String> paths = new LinkedHashMap<>();
    for (int i = 0; i < lines.size(); i++) {
      paths.putIfAbsent(Ids.parse(lines.get(i).getVariantId()), "lines[%d].quantity".formatted(i));
    }
    return paths;
  }
}
