package id.laris.staff.employee;

import id.laris.common.Caller;
import id.laris.common.errors.Errors;
import id.laris.staff.role.BuiltInRole;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Keeps a tenant from losing its last active OWNER: nobody could give the role back. */
@Component
class LastOwner {

  private final JdbcClient jdbc;
  private final EmployeeNumbers numbers;

  LastOwner(JdbcClient jdbc, EmployeeNumbers numbers) {
    this.jdbc = jdbc;
    this.numbers = numbers;
  }

  /**
   * Refuses where no other employee is an active OWNER. Two owners who go at the same moment wait
   * for one another at the counter of employees, and the second one finds no other.
   *
   * <p>Errors: ILLEGAL_STATE_TRANSITION.
   */
  void requireAnother(Employee owner) {
    numbers.lock();
    boolean another =
        jdbc.sql(
                """
                select exists (
                  select from staff.employee
                  where tenant_id = :tenant and id <> :id and active and deleted_at is null and :role = any(role_ids))
                """)
            .param("tenant", Caller.current().tenantId())
            .param("id", owner.id())
            .param("role", BuiltInRole.OWNER.id())
            .query(Boolean.class)
            .single();
    if (!another) {
      throw Errors.wrongState(
          "employee", owner.id(), "the last active OWNER", "another active OWNER first");
    }
  }
}
