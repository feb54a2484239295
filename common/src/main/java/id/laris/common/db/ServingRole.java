package id.laris.common.db;

import id.laris.common.CannotStart;
import java.util.Collection;
import java.util.Optional;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The role that serves calls. Row-level security separates tenants only if nothing frees this role
 * from it: it must be no superuser, must own nothing of ours, and must not be a member of a role
 * that does, however indirectly and whether it inherits, because a member may become that role.
 */
final class ServingRole {

  /**
   * The mightiest of the roles that the session is or may become, itself first. Asked of the
   * session's user, to whom {@code reset role} leads back.
   */
  private static final String MIGHTY =
      """
      with owned (what, owner) as (
        select 'the database ' || datname, datdba from pg_database where datname = current_database()
        union all
        select 'the schema ' || nspname, nspowner from pg_namespace
        where nspname = any (string_to_array(:schemas, ','))
        union all
        select 'the table ' || c.oid::regclass, c.relowner
        from pg_class c join pg_namespace n on n.oid = c.relnamespace
        where n.nspname = any (string_to_array(:schemas, ','))
        union all
        select 'the function ' || p.oid::regprocedure, p.proowner
        from pg_proc p join pg_namespace n on n.oid = p.pronamespace
        where n.nspname = any (string_to_array(:schemas, ','))
      ),
      mighty (role, might) as (
        select rolname,
          case
            when rolsuper then 'is a superuser'
            when rolbypassrls then 'bypasses row-level security'
            when rolcreaterole then 'may create roles and join them'
            when rolreplication then 'may copy the whole server'
            when rolname in
              ('pg_execute_server_program', 'pg_read_server_files', 'pg_write_server_files')
              then 'reaches the files of the server'
            when rolname = :owner then 'is POS_DB_OWNER_USER, which owns the tables'
            else 'owns ' || (select min(what) from owned where owner = pg_roles.oid)
          end
        from pg_roles
        where pg_has_role(session_user, oid, 'MEMBER')
      )
      select session_user, role, might from mighty
      where might is not null order by role <> session_user, role limit 1
      """;

  private record Mighty(String user, String role, String might) {

    CannotStart refusal() {
      return role.equals(user)
          ? new CannotStart(
              "POS_DB_USER %s %s: give Laris a role of its own, which owns nothing (create role laris_service login password '...'), and name the owner of the tables in POS_DB_OWNER_USER."
                  .formatted(user, might))
          : new CannotStart(
              "POS_DB_USER %s is a member of %s, directly or through another role, and that role %s: take the membership away (revoke %s from %s) or use another role."
                  .formatted(user, role, might, role, user));
    }
  }

  private ServingRole() {}

  /**
   * Refuses a role that row-level security does not bind, or that may become one.
   *
   * @param serving connects as the role
   * @param owner the role that owns the tables, perhaps only after the first migration
   */
  static void requireBound(DataSource serving, String owner, Collection<String> schemas) {
    Optional<Mighty> mighty =
        JdbcClient.create(serving)
            .sql(MIGHTY)
            .param("owner", owner)
            .param("schemas", String.join(",", schemas))
            .query(
                (row, number) -> new Mighty(row.getString(1), row.getString(2), row.getString(3)))
            .optional();
    if (mighty.isPresent()) {
      throw mighty.get().refusal();
    }
  }
}
