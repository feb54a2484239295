package id.laris.customer.loyalty;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.util.JsonFormat;
import id.laris.common.Caller;
import id.laris.common.grpc.Protos;
import id.laris.pos.v1.LoyaltyProgram;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The tenant's loyalty program in all its versions. */
@Component
class LoyaltyPrograms {

  private static final JsonFormat.Printer PRINTER =
      JsonFormat.printer().omittingInsignificantWhitespace();
  private static final JsonFormat.Parser PARSER = JsonFormat.parser().ignoringUnknownFields();

  private final JdbcClient jdbc;

  LoyaltyPrograms(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** The program as it is; an inactive one of version 0 if none was set. */
  LoyaltyProgram current() {
    return jdbc.sql(
            """
            select * from customer.loyalty_program where tenant_id = :tenant order by version desc limit 1
            """)
        .param("tenant", Caller.current().tenantId())
        .query((row, number) -> read(row))
        .optional()
        .orElse(LoyaltyProgram.getDefaultInstance());
  }

  /** The version of this number. */
  LoyaltyProgram version(int number) {
    return Objects.requireNonNull(versions(List.of(number)).get(number));
  }

  /** The versions of these numbers. */
  Map<Integer, LoyaltyProgram> versions(Collection<Integer> numbers) {
    Map<Integer, LoyaltyProgram> found = new HashMap<>();
    if (numbers.isEmpty()) {
      return found;
    }
    jdbc.sql(
            """
            select * from customer.loyalty_program where tenant_id = :tenant and version = any(:versions)
            """)
        .param("tenant", Caller.current().tenantId())
        .param("versions", numbers.toArray(Integer[]::new))
        .query((row, number) -> read(row))
        .list()
        .forEach(program -> found.put(program.getVersion(), program));
    return found;
  }

  /** Adds the next version, of which two calls cannot add two. */
  LoyaltyProgram add(LoyaltyProgram program, Instant now) {
    jdbc.sql(
            """
            insert into customer.loyalty_program (tenant_id, version, updated_at, updated_by, content)
            values (:tenant, :version, :now, :user, :content::jsonb)
            """)
        .param("tenant", Caller.current().tenantId())
        .param("version", program.getVersion())
        .param("now", now.atOffset(ZoneOffset.UTC))
        .param("user", Caller.current().isService() ? null : Caller.current().userId(), Types.OTHER)
        .param("content", json(program))
        .update();
    return stamped(program, now);
  }

  private static LoyaltyProgram read(ResultSet row) throws SQLException {
    LoyaltyProgram.Builder program = LoyaltyProgram.newBuilder();
    try {
      PARSER.merge(row.getString("content"), program);
    } catch (InvalidProtocolBufferException e) {
      throw new IllegalStateException("a stored loyalty program cannot be read", e);
    }
    return stamped(
        program.setVersion(row.getInt("version")).build(),
        row.getObject("updated_at", OffsetDateTime.class).toInstant());
  }

  private static LoyaltyProgram stamped(LoyaltyProgram program, Instant updatedAt) {
    return program.toBuilder().setUpdatedAt(Protos.timestamp(updatedAt)).build();
  }

  private static String json(LoyaltyProgram program) {
    try {
      return PRINTER.print(program.toBuilder().clearVersion().clearUpdatedAt());
    } catch (InvalidProtocolBufferException e) {
      throw new IllegalStateException("a loyalty program cannot be stored", e);
    }
  }
}
