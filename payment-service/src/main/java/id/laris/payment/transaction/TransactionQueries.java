package id.laris.payment.transaction;

import id.laris.common.Ids;
import id.laris.common.db.Direction;
import id.laris.common.db.Filter;
import id.laris.common.db.Page;
import id.laris.common.db.Reads;
import id.laris.common.grpc.Protos;
import id.laris.pos.v1.GetTransactionRequest;
import id.laris.pos.v1.GetTransactionResponse;
import id.laris.pos.v1.ListTransactionsRequest;
import id.laris.pos.v1.ListTransactionsResponse;
import id.laris.pos.v1.PaymentTransaction.Attention;
import id.laris.pos.v1.PaymentTransaction.Method;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Reads transactions. */
@Component
public class TransactionQueries {

  private final Transactions transactions;
  private final TransactionLog log;
  private final Reads reads;

  TransactionQueries(Transactions transactions, TransactionLog log, Reads reads) {
    this.transactions = transactions;
    this.log = log;
    this.reads = reads;
  }

  public GetTransactionResponse get(GetTransactionRequest request) {
    UUID id = Ids.parse(request.getTransactionId());
    return reads.run(
        () ->
            GetTransactionResponse.newBuilder()
                .setTransaction(log.withChanges(transactions.get(id)))
                .build());
  }

  public ListTransactionsResponse list(ListTransactionsRequest request) {
    Filter<Transaction> filter =
        Filter.<Transaction>all()
            .equal("orderId", Ids.parseOrNull(request.getOrderId()))
            .equal(
                "method",
                request.getMethod() == Method.METHOD_UNSPECIFIED ? null : request.getMethod())
            .atLeast(
                "createdAt", request.hasFrom() ? Protos.instant("from", request.getFrom()) : null)
            .before("createdAt", request.hasTo() ? Protos.instant("to", request.getTo()) : null);
    if (request.getStatesCount() > 0) {
      filter.and((row, cb) -> row.get("state").in(request.getStatesList()));
    }
    if (request.getNeedsAttention()) {
      filter.and(
          (row, cb) ->
              cb.notEqual(row.get("attention").get("reason"), Attention.ATTENTION_UNSPECIFIED));
    }
    return reads.run(
        () -> {
          Page<Transaction> page =
              Page.find(
                  transactions,
                  request.getPagination(),
                  Direction.of(request.getDescending()),
                  filter);
          return ListTransactionsResponse.newBuilder()
              .addAllTransactions(page.map(TransactionProtos::toProto))
              .setPagination(page.pagination())
              .build();
        });
  }
}
