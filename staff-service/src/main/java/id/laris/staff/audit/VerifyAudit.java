package id.laris.staff.audit;

import com.google.protobuf.ByteString;
import id.laris.common.Caller;
import id.laris.common.db.Reads;
import id.laris.events.types.CustomerEvents;
import id.laris.pos.v1.VerifyAuditRequest;
import id.laris.pos.v1.VerifyAuditResponse;
import id.laris.pos.v1.VerifyAuditResponse.Fault;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Computes the hashes of entries again and compares them with those that are stored. The end of the
 * chain is stored apart from the entries, so a last entry that was removed shows too.
 */
@Component
public class VerifyAudit {

  private static final int USUAL = 10_000;
  private static final int MOST = 100_000;

  /** Rows of one statement: so much is in memory at a time. */
  private static final int AT_ONCE = 1_000;

  private final JdbcClient jdbc;
  private final Reads reads;

  VerifyAudit(JdbcClient jdbc, Reads reads) {
    this.jdbc = jdbc;
    this.reads = reads;
  }

  /**
   * A chain as it is stored.
   *
   * @param first the first entry that is kept
   * @param beforeFirst the hash of the entry before it
   */
  private record Chain(long last, ByteString lastHash, long first, ByteString beforeFirst) {}

  /**
   * A row of the audit.
   *
   * @param userId beside the entry, for lists; as is approvedBy
   */
  private record Stored(
      Entry entry, ByteString hash, @Nullable UUID userId, @Nullable UUID approvedBy) {

    boolean hasPersonsOfEntry() {
      return Objects.equals(userId, entry.userId())
          && Objects.equals(approvedBy, entry.approvedBy());
    }
  }

  public VerifyAuditResponse run(VerifyAuditRequest request) {
    int limit = request.getLimit() == 0 ? USUAL : Math.min(request.getLimit(), MOST);
    Optional<Chain> chain = reads.run(this::chain);
    if (chain.isEmpty()) {
      return reads.run(() -> entries(1, 1)).isEmpty()
          ? VerifyAuditResponse.getDefaultInstance()
          : VerifyAuditResponse.newBuilder().setFault(Fault.MISSING).setFaultNumber(1).build();
    }
    Verification verification = new Verification(chain.get(), request.getFromNumber());
    while (verification.goesOn(limit)) {
      long from = verification.next;
      List<Stored> stored =
          reads.run(() -> entries(from, Math.min(AT_ONCE, limit - verification.verified)));
      verification.look(stored);
    }
    return verification.answer();
  }

  private Optional<Chain> chain() {
    return jdbc.sql(
            """
            select last_number, last_hash, first_number, before_first from staff.audit_chain where tenant_id = :tenant
            """)
        .param("tenant", tenant())
        .query(
            (row, number) ->
                new Chain(
                    row.getLong("last_number"),
                    ByteString.copyFrom(row.getBytes("last_hash")),
                    row.getLong("first_number"),
                    ByteString.copyFrom(row.getBytes("before_first"))))
        .optional();
  }

  private List<Stored> entries(long from, long limit) {
    return jdbc.sql(
            """
            select * from staff.audit_entry where tenant_id = :tenant and number >= :from order by number limit :limit
            """)
        .param("tenant", tenant())
        .param("from", from)
        .param("limit", limit)
        .query(
            (row, number) ->
                new Stored(
                    Entry.read(row),
                    ByteString.copyFrom(row.getBytes("hash")),
                    row.getObject("user_id", UUID.class),
                    row.getObject("approved_by", UUID.class)))
        .list();
  }

  private Optional<ByteString> hash(long number) {
    return jdbc.sql(
            "select hash from staff.audit_entry where tenant_id = :tenant and number = :number")
        .param("tenant", tenant())
        .param("number", number)
        .query(byte[].class)
        .optional()
        .map(ByteString::copyFrom);
  }

  /** Returns whether a redacted entry has no more than what anonymising its customer leaves. */
  private boolean isRedacted(Entry entry) {
    return entry.redacted()
        && Redactions.isAnonymous(entry)
        && reads.run(
            () ->
                jdbc.sql(
                        """
                        select exists (
                          select from staff.audit_entry
                          where tenant_id = :tenant and resource_id = :id and type = :anonymized and number > :number)
                        """)
                    .param("tenant", tenant())
                    .param("id", entry.resourceId())
                    .param("anonymized", CustomerEvents.CUSTOMER_ANONYMIZED.name())
                    .param("number", entry.number())
                    .query((row, n) -> row.getBoolean(1))
                    .single());
  }

  private static UUID tenant() {
    return Caller.current().tenantId();
  }

  /** The state of one verification. */
  private final class Verification {

    private final Chain chain;
    private ByteString before;
    private long next;
    private long verified;
    private long redacted;
    private Fault fault = Fault.FAULT_UNSPECIFIED;
    private boolean ended;

    Verification(Chain chain, long from) {
      this.chain = chain;
      this.next = Math.max(from, chain.first());
      this.before = chain.beforeFirst();
      if (next > chain.first()) {
        hashBefore();
      }
    }

    /** The hash of the entry before; where that is missing, so is the proof for the next one. */
    private void hashBefore() {
      Optional<ByteString> hash = reads.run(() -> hash(next - 1));
      if (hash.isEmpty()) {
        if (next <= chain.last() + 1) {
          next--;
          fail(Fault.MISSING);
        } else {
          ended = true;
        }
      } else {
        before = hash.get();
      }
    }

    boolean goesOn(int limit) {
      return !ended && fault == Fault.FAULT_UNSPECIFIED && verified < limit;
    }

    void look(List<Stored> stored) {
      for (Stored one : stored) {
        check(one);
        if (fault != Fault.FAULT_UNSPECIFIED) {
          return;
        }
        verified++;
        redacted += one.entry().redacted() ? 1 : 0;
        next++;
        before = one.hash();
      }
      if (stored.isEmpty()) {
        ended = true;
        // The chain was read first: entries may have been added since.
        if (next <= chain.last()) {
          fail(Fault.MISSING);
        }
      }
    }

    private void check(Stored stored) {
      Entry entry = stored.entry();
      if (entry.number() > next) {
        fail(Fault.MISSING);
      } else if (entry.number() < next) {
        fail(Fault.BROKEN);
      } else if (!stored.hasPersonsOfEntry() || !hasContent(entry)) {
        fail(Fault.CHANGED);
      } else if (!ChainHash.of(tenant(), entry, before).equals(stored.hash())) {
        fail(Fault.BROKEN);
      } else if (entry.number() == chain.last() && !stored.hash().equals(chain.lastHash())) {
        fail(Fault.BROKEN);
      }
    }

    private boolean hasContent(Entry entry) {
      return ChainHash.of(entry.payload()).equals(entry.payloadHash()) || isRedacted(entry);
    }

    private void fail(Fault found) {
      fault = found;
    }

    VerifyAuditResponse answer() {
      boolean isFault = fault != Fault.FAULT_UNSPECIFIED;
      return VerifyAuditResponse.newBuilder()
          .setFault(fault)
          .setFaultNumber(isFault ? next : 0)
          .setVerified(verified)
          .setRedacted(redacted)
          .setNextNumber(isFault || ended || next > chain.last() ? 0 : next)
          .setLastNumber(chain.last())
          .setLastHash(HexFormat.of().formatHex(chain.lastHash().toByteArray()))
          .build();
    }
  }
}
