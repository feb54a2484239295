package id.laris.payment.transaction;

import id.laris.common.db.Filter;
import id.laris.common.db.Page;
import id.laris.common.db.Reads;
import id.laris.common.errors.Errors;
import id.laris.common.errors.PosException;
import id.laris.common.grpc.Protos;
import id.laris.common.money.Amounts;
import id.laris.payment.account.GatewayAccount;
import id.laris.payment.account.GatewayAccounts;
import id.laris.payment.gateway.GatewayAnswer.Conflict;
import id.laris.payment.gateway.GatewayAnswer.Known;
import id.laris.payment.gateway.GatewayAnswer.Missing;
import id.laris.payment.gateway.GatewayFailure;
import id.laris.payment.gateway.GatewayStatus;
import id.laris.payment.gateway.PaymentGateway;
import id.laris.payment.gateway.PaymentStates;
import id.laris.pos.v1.Money;
import id.laris.pos.v1.PaymentTransaction.Cause;
import id.laris.pos.v1.ReconcileTransactionsRequest;
import id.laris.pos.v1.ReconcileTransactionsResponse;
import id.laris.pos.v1.ReconcileTransactionsResponse.Kind;
import io.grpc.Context;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.ToLongFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Compares the transactions of a day with the gateway, one by one, as the gateway offers no list.
 * The day is that of Jakarta, whose time the gateway uses.
 *
 * <p>Errors: VALIDATION_FAILED (no date); INVALID_PAGE_TOKEN; GATEWAY_NOT_CONFIGURED. A transaction
 * for which the gateway gave no answer is reported as NOT_COMPARED.
 */
@Component
public class ReconcileTransactions {

  private static final Logger log = LoggerFactory.getLogger(ReconcileTransactions.class);
  private static final ZoneOffset JAKARTA = ZoneOffset.ofHours(7);
  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final int PARALLEL_CALLS = 8;
  private static final int LAST_YEAR = 9999;

  private final Transactions transactions;
  private final GatewaySessions sessions;
  private final AdvanceTransaction advanceTransaction;
  private final GatewayAccounts accounts;
  private final PaymentGateway gateway;
  private final Reads reads;

  ReconcileTransactions(
      Transactions transactions,
      GatewaySessions sessions,
      AdvanceTransaction advanceTransaction,
      GatewayAccounts accounts,
      PaymentGateway gateway,
      Reads reads) {
    this.transactions = transactions;
    this.sessions = sessions;
    this.advanceTransaction = advanceTransaction;
    this.accounts = accounts;
    this.gateway = gateway;
    this.reads = reads;
  }

  public ReconcileTransactionsResponse run(ReconcileTransactionsRequest request) {
    GatewayAccount account = accounts.current();
    Instant from = midnight(request);
    Filter<Transaction> ofTheDay =
        Filter.<Transaction>all()
            .atLeast("createdAt", from)
            .before("createdAt", from.plus(Duration.ofDays(1)));
    Page<Transaction> page =
        reads.run(
            () -> {
              Page<Transaction> found = Page.find(transactions, request.getPagination(), ofTheDay);
              found.items().forEach(transaction -> transaction.refunds().load());
              return found;
            });
    ReconcileTransactionsResponse.Builder response =
        ReconcileTransactionsResponse.newBuilder()
            .setCompared(page.items().size())
            .setPagination(page.pagination());
    compareAll(account, page.items(), request.getRepair()).forEach(response::addAllDifferences);
    return response
        .setPaid(sum(page.items(), ReconcileTransactions::paid))
        .setRefunded(sum(page.items(), transaction -> transaction.refunds().totalByGateway()))
        .build();
  }

  private static Instant midnight(ReconcileTransactionsRequest request) {
    if (request.getDate().getYear() < 1 || request.getDate().getYear() > LAST_YEAR) {
      throw Errors.invalid("date", "must be in the years 1 to 9999");
    }
    try {
      return LocalDate.of(
              request.getDate().getYear(), request.getDate().getMonth(), request.getDate().getDay())
          .atStartOfDay()
          .toInstant(JAKARTA);
    } catch (DateTimeException e) {
      throw Errors.invalid("date", "must be a valid date");
    }
  }

  private List<List<ReconcileTransactionsResponse.Difference>> compareAll(
      GatewayAccount account, List<Transaction> items, boolean repair) {
    Context context = Context.current();
    List<Callable<List<ReconcileTransactionsResponse.Difference>>> comparisons =
        items.stream()
            .map(
                transaction ->
                    context.wrap(
                        (Callable<List<ReconcileTransactionsResponse.Difference>>)
                            () -> compare(account, transaction, repair)))
            .toList();
    try (ExecutorService threads =
        Executors.newFixedThreadPool(PARALLEL_CALLS, Thread.ofVirtual().factory())) {
      return threads.invokeAll(comparisons).stream().map(Future::resultNow).toList();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw Errors.unavailable("The payment service");
    }
  }

  private List<ReconcileTransactionsResponse.Difference> compare(
      GatewayAccount account, Transaction transaction, boolean repair) {
    try {
      if (GatewaySession.callerHasGone()) {
        throw new GatewayFailure(GatewayFailure.Kind.LOST, "nobody waits for the comparison");
      }
      Optional<GatewayStatus> theirs =
          switch (gateway.status(account, transaction.gatewayOrderId())) {
            case Known known -> Optional.of(known.status());
            case Missing missing -> Optional.empty();
            case Conflict conflict -> throw conflict.toFailure();
          };
      List<Difference> differences = Difference.between(transaction, theirs);
      boolean repaired = repair && !differences.isEmpty() && repair(transaction);
      return differences.stream().map(found -> toProto(transaction, found, repaired)).toList();
    } catch (GatewayFailure e) {
      return List.of(
          toProto(
              transaction,
              new Difference(Kind.NOT_COMPARED, transaction.state().name(), e.kind().name()),
              false));
    }
  }

  private boolean repair(Transaction transaction) {
    try (GatewaySession session = sessions.open(transaction.id(), Cause.STATUS, PATIENCE)) {
      advanceTransaction.refresh(session);
      return true;
    } catch (GatewayFailure | PosException e) {
      log.info("transaction {} was not repaired: {}", transaction.id(), e.toString());
      return false;
    }
  }

  private static ReconcileTransactionsResponse.Difference toProto(
      Transaction transaction, Difference found, boolean repaired) {
    return ReconcileTransactionsResponse.Difference.newBuilder()
        .setTransactionId(transaction.id().toString())
        .setGatewayOrderId(transaction.gatewayOrderId())
        .setKind(found.kind())
        .setOurs(found.ours())
        .setGateway(found.gateway())
        .setRepaired(repaired)
        .build();
  }

  private static long paid(Transaction transaction) {
    return PaymentStates.wasPaid(transaction.state()) ? transaction.amount() : 0;
  }

  private static Money sum(List<Transaction> items, ToLongFunction<Transaction> amount) {
    return Protos.money(
        items.stream().mapToLong(amount).reduce(0, Amounts::add), Transaction.CURRENCY);
  }
}
