package id.laris.staff.audit;

import com.google.protobuf.InvalidProtocolBufferException;
import id.laris.common.Caller;
import id.laris.events.types.Anonymous;
import id.laris.pos.v1.Customer;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Removes personal data of customers who were anonymised from the entries before. The hashes stay,
 * so the chain holds; VerifyAudit counts what was redacted.
 */
@Component
class Redactions {

  private final JdbcClient jdbc;

  Redactions(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** Follows these entries, each of which tells that a customer was anonymised. */
  void after(List<Entry> anonymized) {
    for (Entry entry : anonymized) {
      for (Entry earlier : earlier(entry)) {
        redact(earlier);
      }
    }
  }

  private List<Entry> earlier(Entry entry) {
    return jdbc.sql(
            """
            select * from staff.audit_entry
            where tenant_id = :tenant and resource_id = :id and payload_type = :type and number < :number and not redacted
            """)
        .param("tenant", tenant())
        .param("id", entry.resourceId())
        .param("type", Customer.getDescriptor().getFullName())
        .param("number", entry.number())
        .query((row, number) -> Entry.read(row))
        .list();
  }

  private void redact(Entry entry) {
    try {
      Customer anonymous = Anonymous.customer(Customer.parseFrom(entry.payload()));
      jdbc.sql(
              """
              update staff.audit_entry set payload = :payload, redacted = true
              where tenant_id = :tenant and number = :number
              """)
          .param("payload", Deflated.write(anonymous.toByteString()))
          .param("tenant", tenant())
          .param("number", entry.number())
          .update();
    } catch (InvalidProtocolBufferException e) {
      throw new IllegalStateException("entry %d is no customer".formatted(entry.number()), e);
    }
  }

  /** Returns whether the entry is of a customer and has nothing that tells who it is. */
  static boolean isAnonymous(Entry entry) {
    if (!entry.payloadType().equals(Customer.getDescriptor().getFullName())) {
      return false;
    }
    try {
      Customer customer = Customer.parseFrom(entry.payload());
      return Anonymous.customer(customer).equals(customer);
    } catch (InvalidProtocolBufferException e) {
      return false;
    }
  }

  private static UUID tenant() {
    return Caller.current().tenantId();
  }
}
