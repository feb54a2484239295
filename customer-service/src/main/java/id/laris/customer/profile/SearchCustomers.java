package id.laris.customer.profile;

import id.laris.common.db.Page;
import id.laris.common.db.Reads;
import id.laris.common.db.Resource;
import id.laris.customer.search.CustomerSearch;
import id.laris.pos.v1.SearchCustomersRequest;
import id.laris.pos.v1.SearchCustomersResponse;
import org.springframework.stereotype.Component;

/**
 * Finds customers, best match first, as {@link CustomerSearch} ranks them.
 *
 * <p>Errors: INVALID_PAGE_TOKEN, also where the customer of the token does not match any more.
 */
@Component
public class SearchCustomers {

  private final CustomerSearch search;
  private final Customers customers;
  private final Resource<Customer, id.laris.pos.v1.Customer> resource;
  private final Reads reads;

  SearchCustomers(
      CustomerSearch search,
      Customers customers,
      Resource<Customer, id.laris.pos.v1.Customer> resource,
      Reads reads) {
    this.search = search;
    this.customers = customers;
    this.resource = resource;
    this.reads = reads;
  }

  public SearchCustomersResponse run(SearchCustomersRequest request) {
    return reads.run(
        () -> {
          Page<Customer> page =
              Page.ranked(
                  customers,
                  request.getPagination(),
                  (after, limit) ->
                      search.find(request.getQuery(), request.getIncludeDeleted(), after, limit));
          return SearchCustomersResponse.newBuilder()
              .addAllCustomers(resource.show(page.items()))
              .setPagination(page.pagination())
              .build();
        });
  }
}
