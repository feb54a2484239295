package id.laris.customer.profile;

import static java.util.function.Function.identity;
import static java.util.stream.Collectors.toMap;

import id.laris.common.db.Page;
import id.laris.common.db.Reads;
import id.laris.common.db.Resource;
import id.laris.customer.search.CustomerSearch;
import id.laris.pos.v1.PaginationRequest;
import id.laris.pos.v1.SearchCustomersRequest;
import id.laris.pos.v1.SearchCustomersResponse;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
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
    PaginationRequest pagination = request.getPagination();
    int size = Page.size(pagination);
    String token = pagination.getPageToken();
    UUID after = token.isEmpty() ? null : Page.token(token);
    return reads.run(
        () -> {
          List<Customer> found =
              load(search.find(request.getQuery(), request.getIncludeDeleted(), after, size + 1));
          Page<Customer> page = Page.of(found, size, Customer::id);
          return SearchCustomersResponse.newBuilder()
              .addAllCustomers(resource.show(page.items()))
              .setPagination(page.pagination())
              .build();
        });
  }

  /** The customers in the order of the ids. */
  private List<Customer> load(List<UUID> ids) {
    Map<UUID, Customer> byId =
        customers.findByIdIn(ids).stream().collect(toMap(Customer::id, identity()));
    return ids.stream().map(byId::get).filter(Objects::nonNull).toList();
  }
}
