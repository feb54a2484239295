package id.laris.common.db;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import com.google.protobuf.Parser;
import id.laris.common.db.IdempotencyKeys.RepeatedCallException;
import id.laris.common.errors.PosException;
import id.laris.common.grpc.CallContext;
import java.util.Optional;
import java.util.function.IntSupplier;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;

/**
 * Changes the rows of the caller's tenant in one transaction, and once: where the call carries an
 * idempotency key, the key is stored with the change, and a repeated call gets the stored answer,
 * byte for byte.
 */
@Component
public class Writes {

  private final Transactions transactions;
  private final IdempotencyKeys idempotencyKeys;
  private final IdempotencySweeper sweeper;

  Writes(Transactions transactions, IdempotencyKeys idempotencyKeys, IdempotencySweeper sweeper) {
    this.transactions = transactions;
    this.idempotencyKeys = idempotencyKeys;
    this.sweeper = sweeper;
  }

  /**
   * Does the work, once under the call's idempotency key. It runs in a transaction; rows must be
   * flushed before the response is built from them ({@link Rows#saveAndFlush}).
   *
   * <p>The key is written with the answer, as the last of the transaction. A repeated call finds
   * the key there, or fails earlier because the change was made already; either way its own work is
   * rolled back, and it gets the stored answer. So only the few repeated calls pay for this.
   */
  public <R extends Message> R once(Message request, Parser<R> parser, Supplier<R> work) {
    String key = CallContext.current().idempotencyKey();
    if (key == null) {
      return transactions.write(work);
    }
    byte[] hash = RequestHash.of(request);
    R answer =
        orAnsweredBefore(
            request,
            parser,
            () ->
                transactions.write(
                    () -> {
                      R response = work.get();
                      idempotencyKeys.store(key, hash, response.toByteArray());
                      return response;
                    }));
    sweeper.sweepIfDue();
    return answer;
  }

  /**
   * Asks other services while no transaction is open, and then does the work {@link #once}. If the
   * services refuse what a call under the same idempotency key has done before, the stored answer
   * is returned.
   *
   * @param ask leaves out what was stored before under an id that the client made: what it names
   *     may be gone by now, and a repeated call gets its answer nevertheless
   */
  public <R extends Message> R onceAsked(
      Message request, Parser<R> parser, Runnable ask, Supplier<R> work) {
    try {
      ask.run();
    } catch (RuntimeException e) {
      return answeredBefore(request, parser, e).orElseThrow(() -> e);
    }
    return once(request, parser, work);
  }

  /**
   * Does the work of a call, such as asking other services and then {@link #once}. If it fails
   * because it was done before under the call's idempotency key, the stored answer is returned.
   */
  public <R extends Message> R orAnsweredBefore(
      Message request, Parser<R> parser, Supplier<R> work) {
    try {
      return work.get();
    } catch (RuntimeException e) {
      return answeredBefore(request, parser, e).orElseThrow(() -> e);
    }
  }

  /** If the database is out of reach, only that can be reported. */
  private <R extends Message> Optional<R> answeredBefore(
      Message request, Parser<R> parser, RuntimeException failure) {
    try {
      return answeredBefore(request, parser);
    } catch (PosException e) {
      throw e;
    } catch (RuntimeException e) {
      if (failure instanceof RepeatedCallException) {
        // There is an answer, and the database cannot say it now: the caller tries again.
        throw e;
      }
      failure.addSuppressed(e);
      return Optional.empty();
    }
  }

  /**
   * Does work independent of the call's idempotency key: work that no call requested, or that comes
   * before or after the call's own transaction. It runs in a transaction of its own, or in the one
   * that is open already, and must be repeatable: it is done again if it loses to another.
   */
  public <R> R run(Supplier<R> work) {
    return transactions.write(work);
  }

  /**
   * Does work of which there may be much, part by part, each in a transaction of its own as {@link
   * #run} has it, so that no transaction locks much or lasts long.
   *
   * @param atMost how much a part does at the most
   * @param part tells how much it found to do; less than it may do is the end
   */
  public void inParts(int atMost, IntSupplier part) {
    int found;
    do {
      found = run(part::getAsInt);
    } while (found == atMost);
  }

  /**
   * The answer that was given before to this call, for work that must ask other services before its
   * transaction begins: a repeated call then does not ask them again. {@link #once} still decides.
   */
  public <R extends Message> Optional<R> answeredBefore(Message request, Parser<R> parser) {
    String key = CallContext.current().idempotencyKey();
    if (key == null) {
      return Optional.empty();
    }
    byte[] hash = RequestHash.of(request);
    return transactions
        .read(() -> idempotencyKeys.find(key, hash))
        .map(
            bytes -> {
              CallContext.current().markReplayed();
              return parse(parser, bytes);
            });
  }

  private static <R extends Message> R parse(Parser<R> parser, byte[] bytes) {
    try {
      return parser.parseFrom(bytes);
    } catch (InvalidProtocolBufferException e) {
      throw new IllegalStateException("a stored answer cannot be read", e);
    }
  }
}
