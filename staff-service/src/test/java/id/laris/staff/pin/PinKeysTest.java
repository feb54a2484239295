package id.laris.staff.pin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import id.laris.common.db.Reads;
import id.laris.common.db.Writes;
import id.laris.common.errors.PosException;
import id.laris.common.errors.Reason;
import id.laris.common.secret.MasterKeys;
import id.laris.pos.v1.Employee;
import id.laris.staff.TillTest;
import id.laris.staff.Tills;
import id.laris.staff.employee.Employees;
import id.laris.staff.role.BuiltInRole;
import id.laris.staff.signin.SlowHashes;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.jdbc.core.simple.JdbcClient;

/** PINs over changes of the master key. */
@TillTest
class PinKeysTest {

  private static final UUID SHOP = UUID.randomUUID();

  @Autowired Tills.Parts parts;
  @Autowired SlowHashes slowHashes;
  @Autowired PinTries tries;
  @Autowired Employees employees;
  @Autowired JdbcClient jdbc;
  @Autowired Reads reads;
  @Autowired Writes writes;

  private Tills shop;
  private Employee ani;

  @BeforeEach
  void open() {
    shop = new Tills(parts);
    ani = shop.employee("Ani", BuiltInRole.CASHIER);
  }

  @Test
  void aPinThatIsUsedOutlivesChangesOfTheKey() {
    store(pins(1), ani, "2580");

    assertThat(check(pins(2, 1), "2580")).isEqualTo(ani.getId());
    assertThat(check(pins(3, 2), "2580")).isEqualTo(ani.getId());
  }

  @Test
  void aPinThatWasNotUsedIsLostWithItsKey() {
    store(pins(1), ani, "2580");

    assertThatThrownBy(() -> check(pins(2), "2580"))
        .isInstanceOfSatisfying(
            PosException.class, error -> assertThat(error.reason()).isEqualTo(Reason.INVALID_PIN));
  }

  @Test
  void aPinUnderThePreviousKeyIsInUse() {
    store(pins(1), ani, "2580");
    Employee budi = shop.employee("Budi", BuiltInRole.CASHIER);

    assertThatThrownBy(() -> store(pins(2, 1), budi, "2580"))
        .isInstanceOfSatisfying(
            PosException.class, error -> assertThat(error.reason()).isEqualTo(Reason.PIN_IN_USE));
  }

  private void store(Pins pins, Employee employee, String pin) {
    boolean _ =
        shop.inTenant(
            () ->
                writes.run(
                    () -> {
                      pins.store(UUID.fromString(employee.getId()), pin, pins.encode(pin));
                      return true;
                    }));
  }

  private String check(Pins pins, String pin) {
    return shop.inTenant(() -> pins.check(SHOP, pin).id().toString());
  }

  /** PINs under these master keys, the current one first. */
  private Pins pins(int... keys) {
    String setting =
        Arrays.stream(keys).mapToObj(PinKeysTest::key).collect(Collectors.joining(","));
    StandardEnvironment environment = new StandardEnvironment();
    environment
        .getPropertySources()
        .addFirst(new MapPropertySource("test", Map.of("pos.master-key", setting)));
    return new Pins(new MasterKeys(environment), slowHashes, tries, employees, jdbc, reads, writes);
  }

  private static String key(int fill) {
    byte[] key = new byte[32];
    Arrays.fill(key, (byte) fill);
    return Base64.getEncoder().encodeToString(key);
  }
}
