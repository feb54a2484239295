package id.laris.catalog.product;

import id.laris.catalog.search.ProductMatches;
import id.laris.common.db.Page;
import id.laris.common.db.Reads;
import id.laris.common.db.Resource;
import id.laris.pos.v1.SearchProductsRequest;
import id.laris.pos.v1.SearchProductsResponse;
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
    return reads.run(
        () -> {
          Page<Product> page =
              Page.ranked(
                  products,
                  request.getPagination(),
                  (after, limit) -> matches.find(request.getQuery(), after, limit));
          return SearchProductsResponse.newBuilder()
              .addAllProducts(resource.show(page.items()))
              .setPagination(page.pagination())
              .build();
        });
  }
}
