package id.laris.catalog.product;

import static java.util.function.Function.identity;
import static java.util.stream.Collectors.toMap;

import id.laris.catalog.search.ProductMatches;
import id.laris.common.db.Page;
import id.laris.common.db.Reads;
import id.laris.common.db.Resource;
import id.laris.pos.v1.PaginationRequest;
import id.laris.pos.v1.SearchProductsRequest;
import id.laris.pos.v1.SearchProductsResponse;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.springframework.stereotype.Component;

/**
 * Finds products that are not deleted by the names of products and variants, best match first, as
 * {@link ProductMatches} ranks them.
 *
 * <p>Errors: INVALID_PAGE_TOKEN, also where the product of the token does not match any more.
 */
@Component
public class SearchProducts {

  private final ProductMatches matches;
  private final Products products;
  private final Resource<Product, id.laris.pos.v1.Product> resource;
  private final Reads reads;

  SearchProducts(
      ProductMatches matches,
      Products products,
      Resource<Product, id.laris.pos.v1.Product> resource,
      Reads reads) {
    this.matches = matches;
    this.products = products;
    this.resource = resource;
    this.reads = reads;
  }

  public SearchProductsResponse run(SearchProductsRequest request) {
    PaginationRequest pagination = request.getPagination();
    int size = Page.size(pagination);
    String token = pagination.getPageToken();
    UUID after = token.isEmpty() ? null : Page.token(token);
    return reads.run(
        () -> {
          List<Product> found = load(matches.find(request.getQuery(), after, size + 1));
          Page<Product> page = Page.of(found, size, Product::id);
          return SearchProductsResponse.newBuilder()
              .addAllProducts(resource.show(page.items()))
              .setPagination(page.pagination())
              .build();
        });
  }

  /** The products in the order of the ids. */
  private List<Product> load(List<UUID> ids) {
    Map<UUID, Product> byId =
        products.findByIdIn(ids).stream().collect(toMap(Product::id, identity()));
    return ids.stream().map(byId::get).filter(Objects::nonNull).toList();
  }
}
