package id.laris.staff.pin;

import com.google.protobuf.ByteString;
import id.laris.common.Caller;
import id.laris.common.db.Reads;
import id.laris.common.db.Writes;
import id.laris.common.errors.Errors;
import id.laris.common.errors.PosException;
import id.laris.common.errors.Reason;
import id.laris.common.secret.KeyedHashes;
import id.laris.common.secret.MasterKeys;
import id.laris.staff.employee.Employee;
import id.laris.staff.employee.Employees;
import id.laris.staff.signin.SlowHashes;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * The PINs of the tenant's employees. A PIN is found by an HMAC of it and checked by Argon2id; the
 * PIN itself is stored nowhere.
 *
 * <p>It belongs to one employee of the tenant, so whoever types it is known by it.
 */
@Component
public class Pins {

  private final KeyedHashes hashes;
  private final SlowHashes slowHashes;
  private final PinTries tries;
  private final Employees employees;
  private final JdbcClient jdbc;
  private final Reads reads;
  private final Writes writes;

  Pins(
      MasterKeys masterKeys,
      SlowHashes slowHashes,
      PinTries tries,
      Employees employees,
      JdbcClient jdbc,
      Reads reads,
      Writes writes) {
    this.hashes = new KeyedHashes(masterKeys, "PINs");
    this.slowHashes = slowHashes;
    this.tries = tries;
    this.employees = employees;
    this.jdbc = jdbc;
    this.reads = reads;
    this.writes = writes;
  }

  private record Found(UUID employeeId, ByteString hash, String encoded) {}

  /**
   * Returns the active employee who has the PIN and works at the location.
   *
   * <p>It is called before a transaction begins: the try is counted as wrong, and stored, before
   * anything is checked, so that many at the same moment are no way around the limit.
   *
   * <p>Errors: INVALID_PIN, with the time to wait after too many wrong ones;
   * EMPLOYEE_NOT_AT_LOCATION, which counts as a wrong one; MASTER_KEY_MISSING; UNAVAILABLE while
   * too many are checked.
   */
  public Employee check(UUID locationId, String pin) {
    if (TransactionSynchronizationManager.isActualTransactionActive()) {
      throw new IllegalStateException("a PIN is checked before a transaction begins");
    }
    byte[][] wanted = hashes.all(ofTenant(pin));
    tries.begin();
    Optional<Found> found = reads.run(() -> find(wanted));
    if (found.isEmpty()) {
      // An unknown PIN takes as long as a known one.
      slowHashes.matchesNobody(pin);
    }
    Employee employee =
        found
            .filter(one -> slowHashes.matches(pin, one.encoded))
            .flatMap(one -> reads.run(() -> employees.findById(one.employeeId)))
            .filter(Employee::isActive)
            .orElseThrow(Pins::wrong);
    if (!employee.worksAt(locationId)) {
      throw Errors.of(
              Reason.EMPLOYEE_NOT_AT_LOCATION,
              "The employee with this PIN does not work at this location: add it to the"
                  + " employee's locations.")
          .with("location_id", locationId);
    }
    return writes.run(
        () -> {
          tries.wasRight();
          renew(found.orElseThrow(), wanted[0]);
          return employee;
        });
  }

  /** Makes the hash by which the PIN is checked, which takes a while. */
  String encode(String pin) {
    return slowHashes.of(pin);
  }

  /**
   * Stores the PIN of an employee in place of the one before, in the current transaction. The PINs
   * of employees who were deleted are free.
   *
   * <p>Errors: PIN_IN_USE.
   */
  void store(UUID employeeId, String pin, String encoded) {
    UUID tenant = Caller.current().tenantId();
    byte[][] same = hashes.all(ofTenant(pin));
    jdbc.sql(
            """
            delete from staff.pin using staff.employee
            where pin.tenant_id = :tenant and pin.hash = any(:same) and employee.tenant_id = :tenant
              and employee.id = pin.employee_id and employee.deleted_at is not null
            """)
        .param("tenant", tenant)
        .param("same", same)
        .update();
    if (find(same).filter(one -> !one.employeeId.equals(employeeId)).isPresent()) {
      throw PinErrors.inUse();
    }
    jdbc.sql(
            """
            insert into staff.pin (tenant_id, employee_id, hash, encoded) values (:tenant, :employee, :hash, :encoded)
            on conflict (tenant_id, employee_id) do update set hash = excluded.hash, encoded = excluded.encoded
            """)
        .param("tenant", tenant)
        .param("employee", employeeId)
        .param("hash", same[0])
        .param("encoded", encoded)
        .update();
  }

  /** Takes the PIN of an employee away, in the current transaction. */
  void remove(UUID employeeId) {
    jdbc.sql("delete from staff.pin where tenant_id = ? and employee_id = ?")
        .params(Caller.current().tenantId(), employeeId)
        .update();
  }

  private Optional<Found> find(byte[][] wanted) {
    return jdbc
        .sql(
            "select employee_id, hash, encoded from staff.pin where tenant_id = ? and hash = any(?)")
        .params(Caller.current().tenantId(), wanted)
        .query(
            (row, number) ->
                new Found(
                    row.getObject("employee_id", UUID.class),
                    ByteString.copyFrom(row.getBytes("hash")),
                    row.getString("encoded")))
        .list()
        .stream()
        .findFirst();
  }

  /** Stores the hash under the current master key, so that a PIN in use outlives its changes. */
  private void renew(Found found, byte[] current) {
    if (!found.hash.equals(ByteString.copyFrom(current))) {
      jdbc.sql("update staff.pin set hash = ? where tenant_id = ? and employee_id = ? and hash = ?")
          .params(current, Caller.current().tenantId(), found.employeeId, found.hash.toByteArray())
          .update();
    }
  }

  private static String ofTenant(String pin) {
    return Caller.current().tenantId() + ":" + pin;
  }

  private static PosException wrong() {
    return Errors.of(
        Reason.INVALID_PIN, "No employee who can work has this PIN: check its digits.");
  }
}
