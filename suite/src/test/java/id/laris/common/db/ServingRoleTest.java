package id.laris.common.db;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import id.laris.common.CannotStart;
import id.laris.testkit.TestPostgres;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** Roles that row-level security does not bind, or that may become one, serve nobody. */
class ServingRoleTest {

  private static final List<String> SCHEMAS = List.of("shop");

  private final DatabaseSettings database = TestPostgres.newDatabase();

  /** Roles belong to the whole server: each test has its own. */
  private final String suffix = UUID.randomUUID().toString().substring(0, 8);

  @BeforeEach
  void installAShop() {
    asSuperuser(
        """
        create role OWNER;
        create role TILL login password 'secret';
        create role BETWEEN;
        create role OTHER;
        create schema shop authorization OWNER;
        create table shop.item (name text);
        alter table shop.item owner to OWNER;
        create function shop.total() returns int language sql as 'select 1';
        alter function shop.total() owner to OWNER;
        """);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          alter role TILL superuser                                          | TILL is a superuser
          alter role TILL bypassrls                                          | TILL bypasses row-level security
          alter role TILL createrole                                         | TILL may create roles
          alter role TILL replication                                        | TILL may copy the whole server
          grant OWNER to TILL                                                | revoke OWNER from TILL
          grant OWNER to TILL with inherit false, set true                   | revoke OWNER from TILL
          grant OWNER to TILL with inherit false, set false, admin true      | revoke OWNER from TILL
          grant OWNER to BETWEEN; grant BETWEEN to TILL                      | member of OWNER
          alter role OTHER bypassrls; grant OTHER to TILL with inherit false | member of OTHER
          alter role OTHER superuser; grant OTHER to BETWEEN; grant BETWEEN to TILL | OTHER, directly or through another role
          alter role OTHER createrole; grant OTHER to TILL                   | OTHER
          grant pg_write_server_files to TILL                                | reaches the files
          grant pg_execute_server_program to BETWEEN; grant BETWEEN to TILL  | reaches the files
          alter schema shop owner to TILL                                    | TILL owns the schema shop
          alter table shop.item owner to TILL                                | TILL owns the table shop.item
          alter function shop.total() owner to TILL                          | TILL owns the function shop.total()
          alter database DATABASE owner to TILL                              | TILL owns the database
          alter table shop.item owner to OTHER; grant OTHER to TILL          | that role owns the table shop.item
          """)
  void refusesARoleThatIsOrMayBecomeFree(String grant, String words) {
    asSuperuser(grant);

    assertRefuses("TILL", "", words);
  }

  @Test
  void refusesTheOwnerItself() {
    asSuperuser("alter role OWNER login password 'secret'");

    assertRefuses("OWNER", "", "OWNER is ");
  }

  @Test
  void refusesAMightyUserThatOnlyPosesAsTheRole() {
    asSuperuser("alter role OTHER login password 'secret' bypassrls; grant TILL to OTHER");

    assertRefuses("OTHER", "?options=-c%20role=" + named("TILL"), "OTHER bypasses");
  }

  @Test
  void takesARoleThatIsAMemberOfHarmlessOnes() {
    asSuperuser(
        "grant pg_monitor to TILL; grant BETWEEN to TILL; grant usage on schema shop to TILL");

    assertThatCode(() -> require("TILL", "")).doesNotThrowAnyException();
  }

  private void assertRefuses(String role, String options, String words) {
    assertThatExceptionOfType(CannotStart.class)
        .isThrownBy(() -> require(role, options))
        .withMessageContaining("POS_DB_USER " + named(role) + " ")
        .withMessageContaining(named(words))
        .withMessageNotContaining("\n");
  }

  private void require(String role, String options) {
    ServingRole.requireBound(
        new DriverManagerDataSource(database.url() + options, named(role), "secret"),
        named("OWNER"),
        SCHEMAS);
  }

  private void asSuperuser(String sql) {
    JdbcClient.create(
            new DriverManagerDataSource(
                database.url(), database.ownerUser(), database.ownerPassword()))
        .sql(named(sql))
        .update();
  }

  private String named(String sql) {
    return sql.replace("DATABASE", database.url().replaceAll(".*/", ""))
        .replaceAll("\\b(OWNER|TILL|BETWEEN|OTHER)\\b", "role_$1_" + suffix)
        .toLowerCase(Locale.ROOT);
  }
}
