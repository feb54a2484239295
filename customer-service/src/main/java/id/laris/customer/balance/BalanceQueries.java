package id.laris.customer.balance;

import id.laris.common.Caller;
import id.laris.common.Ids;
import id.laris.common.Uuids;
import id.laris.common.db.Direction;
import id.laris.common.db.Page;
import id.laris.common.db.Reads;
import id.laris.common.db.Sums;
import id.laris.common.errors.Errors;
import id.laris.common.grpc.DefaultCurrency;
import id.laris.common.grpc.Protos;
import id.laris.customer.code.CardCodes;
import id.laris.customer.profile.Bearers;
import id.laris.customer.profile.Customers;
import id.laris.pos.v1.BalanceHold.Kind;
import id.laris.pos.v1.GetBalanceRequest;
import id.laris.pos.v1.GetBalanceResponse;
import id.laris.pos.v1.GetLiabilitiesRequest;
import id.laris.pos.v1.GetLiabilitiesResponse;
import id.laris.pos.v1.GetLiabilitiesResponse.Liabilities;
import id.laris.pos.v1.ListEntriesRequest;
import id.laris.pos.v1.ListEntriesResponse;
import id.laris.pos.v1.Payment;
import java.sql.Types;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Balances and their entries, for reading.
 *
 * <p>Errors: NOT_FOUND for a gift card; CUSTOMER_NOT_FOUND; RATE_LIMITED for too many codes that do
 * not exist; INVALID_PAGE_TOKEN; VALIDATION_FAILED for a kind that does not fit the owner.
 */
@Component
public class BalanceQueries {

  private static final Direction NEWEST_FIRST = Direction.DESCENDING;

  private final JdbcClient jdbc;
  private final Bearers bearers;
  private final CardCodes codes;
  private final DefaultCurrency defaultCurrency;
  private final Reads reads;

  BalanceQueries(
      JdbcClient jdbc,
      Bearers bearers,
      CardCodes codes,
      DefaultCurrency defaultCurrency,
      Reads reads) {
    this.jdbc = jdbc;
    this.bearers = bearers;
    this.codes = codes;
    this.defaultCurrency = defaultCurrency;
    this.reads = reads;
  }

  public GetBalanceResponse balance(GetBalanceRequest request) {
    requireFit(request.getKind(), request.getCustomerId());
    return reads.run(
        () -> {
          String cardId =
              request.hasGiftCardCode()
                  ? codes.find(request.getGiftCardCode()).toString()
                  : request.getGiftCardId();
          Balance balance =
              find(request.getKind(), request.getCustomerId(), cardId, request.getCurrency());
          return GetBalanceResponse.newBuilder().setBalance(BalanceProtos.balance(balance)).build();
        });
  }

  public ListEntriesResponse entries(ListEntriesRequest request) {
    requireFit(request.getKind(), request.getCustomerId());
    int size = Page.size(request.getPagination());
    String token = request.getPagination().getPageToken();
    return reads.run(
        () -> {
          Balance balance =
              find(
                  request.getKind(),
                  request.getCustomerId(),
                  request.getGiftCardId(),
                  request.getCurrency());
          long before =
              token.isEmpty() ? Long.MAX_VALUE : number(balance.id(), NEWEST_FIRST.last(token));
          Page<Entry> page =
              Page.of(newest(balance.id(), before, size + 1), size, Entry::id, NEWEST_FIRST);
          return ListEntriesResponse.newBuilder()
              .addAllEntries(page.map(Entry::toProto))
              .setPagination(page.pagination())
              .build();
        });
  }

  List<Entry> newest(UUID balanceId, long before, int atMost) {
    return jdbc.sql(
            """
            select entry.*, balance.currency
            from customer.balance_entry entry join customer.balance on balance.tenant_id = entry.tenant_id and balance.id = entry.balance_id
            where entry.tenant_id = :tenant and entry.balance_id = :balance and entry.number < :before
            order by entry.number desc limit :atMost
            """)
        .param("tenant", Caller.current().tenantId())
        .param("balance", balanceId)
        .param("before", before)
        .param("atMost", atMost)
        .query((row, number) -> BalanceRows.readEntry(row))
        .list();
  }

  private long number(UUID balanceId, UUID entryId) {
    return jdbc.sql(
            """
            select number from customer.balance_entry
            where tenant_id = :tenant and id = :id and balance_id = :balance
            """)
        .param("tenant", Caller.current().tenantId())
        .param("id", entryId)
        .param("balance", balanceId)
        .query(Long.class)
        .optional()
        .orElseThrow(Errors::invalidPageToken);
  }

  /** Sums by an index that has only the balances that are not 0. */
  public GetLiabilitiesResponse liabilities(GetLiabilitiesRequest request) {
    String currency =
        request.getCurrency().isEmpty() ? "" : Protos.currency("currency", request.getCurrency());
    List<Liabilities> sums =
        reads.run(
            () ->
                jdbc.sql(
                        """
                        select currency,
                          coalesce(sum(amount) filter (where kind = 'GIFT_CARD'), 0) as gift_cards,
                          coalesce(sum(amount) filter (where kind = 'STORE_CREDIT'), 0) as store_credit,
                          coalesce(-sum(amount) filter (where kind = 'ACCOUNT'), 0) as receivables
                        from customer.balance
                        where tenant_id = :tenant and amount <> 0 and (:currency = '' or currency = :currency)
                        group by currency order by currency
                        """)
                    .param("tenant", Caller.current().tenantId())
                    .param("currency", currency)
                    .query(
                        (row, number) -> {
                          String code = row.getString("currency");
                          return Liabilities.newBuilder()
                              .setGiftCards(Protos.money(Sums.read(row, "gift_cards"), code))
                              .setStoreCredit(Protos.money(Sums.read(row, "store_credit"), code))
                              .setReceivables(Protos.money(Sums.read(row, "receivables"), code))
                              .build();
                        })
                    .list());
    return GetLiabilitiesResponse.newBuilder().addAllLiabilities(sums).build();
  }

  private static void requireFit(Kind kind, String customerId) {
    boolean isOfCustomer = kind == Kind.STORE_CREDIT || kind == Kind.ACCOUNT;
    if (isOfCustomer == customerId.isEmpty()) {
      throw Errors.invalid(
          "kind", "must be STORE_CREDIT or ACCOUNT for a customer, and neither for a gift card");
    }
  }

  private Balance find(Kind kind, String customerId, String cardId, String currency) {
    return cardId.isEmpty()
        ? ofCustomer(Ids.parse(customerId), kind, defaultCurrency.orNamed("currency", currency))
        : card(Ids.parse(cardId));
  }

  /**
   * The gift cards that paid an order, and the store credit and account of its customer in its
   * currency, read in the current transaction; those that do not exist are left out.
   *
   * @param holder the customer who has what belongs to the customer of the order; null for none
   */
  public List<Balance> ofPayments(List<Payment> payments, @Nullable UUID holder, String currency) {
    return jdbc.sql(
            """
            select * from customer.balance where tenant_id = :tenant and id = any(:cards) and kind = 'GIFT_CARD'
            union all
            select * from customer.balance
            where tenant_id = :tenant and customer_id = :holder and currency = :currency and kind <> 'GIFT_CARD' and merged_into is null
            """)
        .param("tenant", Caller.current().tenantId())
        .param(
            "cards",
            payments.stream()
                .flatMap(payment -> Uuids.parse(payment.getGiftCardId()).stream())
                .toArray(UUID[]::new))
        .param("holder", holder, Types.OTHER)
        .param("currency", currency)
        .query((row, number) -> BalanceRows.read(row))
        .list();
  }

  /** A gift card, read in the current transaction. Errors: NOT_FOUND. */
  public Balance card(UUID id) {
    return jdbc.sql(
            "select * from customer.balance where tenant_id = ? and id = ? and kind = 'GIFT_CARD'")
        .params(Caller.current().tenantId(), id)
        .query((row, number) -> BalanceRows.read(row))
        .optional()
        .orElseThrow(() -> Ledger.noCard(id));
  }

  /**
   * The store credit or account of a customer, read in the current transaction; one of zero where
   * there is none. Errors: CUSTOMER_NOT_FOUND.
   */
  public Balance ofCustomer(UUID customerId, Kind kind, String currency) {
    UUID holder = bearers.find(customerId).orElseThrow(() -> Customers.notFound(customerId));
    Optional<Balance> found =
        jdbc.sql(
                """
                select * from customer.balance
                where tenant_id = :tenant and customer_id = :customer and kind = :kind and currency = :currency
                  and kind <> 'GIFT_CARD' and merged_into is null
                """)
            .param("tenant", Caller.current().tenantId())
            .param("customer", holder)
            .param("kind", kind.name())
            .param("currency", currency)
            .query((row, number) -> BalanceRows.read(row))
            .optional();
    return found.orElseGet(() -> Balance.none(holder, kind, currency));
  }
}
