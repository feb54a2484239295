package id.laris.customer.giftcard;

import id.laris.common.Caller;
import id.laris.common.Ids;
import id.laris.common.db.Conditions;
import id.laris.common.db.Page;
import id.laris.common.db.Reads;
import id.laris.common.errors.Errors;
import id.laris.customer.balance.Balance;
import id.laris.customer.balance.BalanceProtos;
import id.laris.customer.balance.BalanceQueries;
import id.laris.customer.balance.BalanceRows;
import id.laris.customer.code.CardCodes;
import id.laris.pos.v1.GetGiftCardRequest;
import id.laris.pos.v1.GetGiftCardResponse;
import id.laris.pos.v1.GiftCard.Status;
import id.laris.pos.v1.ListGiftCardsRequest;
import id.laris.pos.v1.ListGiftCardsResponse;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Gift cards, for reading: one by its id or code, or a list.
 *
 * <p>Errors: NOT_FOUND; RATE_LIMITED for too many codes that do not exist; INVALID_PAGE_TOKEN.
 */
@Component
public class GiftCardQueries {

  private final JdbcClient jdbc;
  private final BalanceQueries balances;
  private final CardCodes codes;
  private final Reads reads;

  GiftCardQueries(JdbcClient jdbc, BalanceQueries balances, CardCodes codes, Reads reads) {
    this.jdbc = jdbc;
    this.balances = balances;
    this.codes = codes;
    this.reads = reads;
  }

  public GetGiftCardResponse get(GetGiftCardRequest request) {
    return reads.run(
        () -> {
          UUID id =
              request.hasGiftCardCode()
                  ? codes.find(request.getGiftCardCode())
                  : Ids.parse(request.getGiftCardId());
          return GetGiftCardResponse.newBuilder()
              .setGiftCard(BalanceProtos.giftCard(balances.card(id)))
              .build();
        });
  }

  public ListGiftCardsResponse list(ListGiftCardsRequest request) {
    Conditions conditions = conditions(request);
    int size = Page.size(request.getPagination());
    String token = request.getPagination().getPageToken();
    return reads.run(
        () -> {
          if (!token.isEmpty()) {
            UUID after = Page.token(token);
            requireCard(after);
            conditions.add("id > :after", "after", after);
          }
          List<Balance> found =
              conditions
                  .apply(
                      jdbc.sql(
                          "select * from customer.balance"
                              + conditions.where()
                              + " order by id limit %d".formatted(size + 1)))
                  .query((row, number) -> BalanceRows.read(row))
                  .list();
          Page<Balance> page = Page.of(found, size, Balance::id);
          return ListGiftCardsResponse.newBuilder()
              .addAllGiftCards(page.map(BalanceProtos::giftCard))
              .setPagination(page.pagination())
              .build();
        });
  }

  private static Conditions conditions(ListGiftCardsRequest request) {
    Conditions conditions =
        new Conditions()
            .add("tenant_id = :tenant", "tenant", Caller.current().tenantId())
            .add("kind = 'GIFT_CARD'");
    if (!request.getCustomerId().isEmpty()) {
      conditions.add("customer_id = :customer", "customer", Ids.parse(request.getCustomerId()));
    }
    if (!request.getOrderId().isEmpty()) {
      conditions.add("order_id = :order", "order", Ids.parse(request.getOrderId()));
    }
    if (request.getStatus() == Status.USED) {
      conditions.add("status = 'ACTIVE' and amount = 0 and held = 0");
    } else if (request.getStatus() == Status.ACTIVE) {
      conditions.add("status = 'ACTIVE' and (amount <> 0 or held <> 0)");
    } else if (request.getStatus() != Status.STATUS_UNSPECIFIED) {
      conditions.add("status = :status", "status", request.getStatus().name());
    }
    return conditions;
  }

  private void requireCard(UUID token) {
    if (jdbc.sql(
            "select 1 from customer.balance where tenant_id = ? and id = ? and kind = 'GIFT_CARD'")
        .params(Caller.current().tenantId(), token)
        .query(Integer.class)
        .optional()
        .isEmpty()) {
      throw Errors.invalidPageToken();
    }
  }
}
