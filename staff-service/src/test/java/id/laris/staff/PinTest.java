package id.laris.staff;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.FieldMask;
import id.laris.common.Caller;
import id.laris.common.db.RequestHash;
import id.laris.common.db.Writes;
import id.laris.common.errors.PosException;
import id.laris.common.errors.Reason;
import id.laris.pos.Service;
import id.laris.pos.v1.DeleteEmployeeRequest;
import id.laris.pos.v1.Employee;
import id.laris.pos.v1.SetPinRequest;
import id.laris.pos.v1.StaffServiceGrpc;
import id.laris.pos.v1.UpdateEmployeeRequest;
import id.laris.staff.pin.Pins;
import id.laris.staff.role.BuiltInRole;
import id.laris.testkit.FakeClock;
import id.laris.testkit.Parallel;
import id.laris.testkit.Refusal;
import id.laris.testkit.StoredRows;
import id.laris.testkit.TestCalls;
import io.grpc.Context;
import io.grpc.StatusRuntimeException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** PINs: whose they are, and how few can be guessed. */
@TillTest
class PinTest {

  private static final UUID CANTEEN = UUID.randomUUID();
  private static final UUID REGISTER = UUID.randomUUID();

  @Autowired Tills.Parts parts;
  @Autowired Pins pins;
  @Autowired Writes writes;
  @Autowired FakeClock clock;
  @Autowired TestCalls calls;
  @Autowired StoredRows rows;

  private Tills shop;

  @BeforeEach
  void open() {
    clock.set(FakeClock.START);
    shop = new Tills(parts);
  }

  @Test
  void anEmployeeIsKnownByItsPin() {
    Employee ani = shop.withPin(shop.employee("Ani", BuiltInRole.CASHIER), "2580");
    Employee budi = shop.withPin(shop.employee("Budi", BuiltInRole.CASHIER), "258046");

    assertThat(ani.getHasPin()).isTrue();
    assertThat(check("2580")).isEqualTo(ani.getId());
    assertThat(check("258046")).isEqualTo(budi.getId());
  }

  @Test
  void aPinThatNobodyHasIsRefused() {
    shop.withPin(shop.employee("Ani", BuiltInRole.CASHIER), "2580");

    refused("2581", Reason.INVALID_PIN);
  }

  @Test
  void aPinIsOfOneTenantOnly() {
    shop.withPin(shop.employee("Ani", BuiltInRole.CASHIER), "2580");
    Tills other = new Tills(parts);
    Employee same = other.withPin(other.employee("Bea", BuiltInRole.CASHIER), "2580");

    assertThat(check(other, UUID.randomUUID(), "2580")).isEqualTo(same.getId());
  }

  @Test
  void twoEmployeesDoNotShareAPin() {
    shop.withPin(shop.employee("Ani", BuiltInRole.CASHIER), "2580");
    Employee budi = shop.employee("Budi", BuiltInRole.CASHIER);

    Refusal.of(() -> shop.withPin(budi, "2580")).has(Reason.PIN_IN_USE);
  }

  @Test
  void amongManyAtOnceOneGetsThePin() {
    List<Employee> team =
        List.of("Ani", "Budi", "Citra", "Dewi").stream()
            .map(name -> shop.employee(name, BuiltInRole.CASHIER))
            .toList();

    var outcomes = Parallel.times(4, i -> shop.withPin(team.get(i), "2580"));

    assertThat(Parallel.successes(outcomes)).hasSize(1);
    assertThat(Parallel.failures(outcomes))
        .allSatisfy(thrown -> Refusal.of((StatusRuntimeException) thrown).has(Reason.PIN_IN_USE));
  }

  @Test
  void anEmployeeMayGetTheSamePinAgain() {
    Employee ani = shop.withPin(shop.employee("Ani", BuiltInRole.CASHIER), "2580");

    Employee again = shop.withPin(ani, "2580");

    assertThat(again.getVersion()).isEqualTo(ani.getVersion() + 1);
    assertThat(shop.events())
        .containsExactly("EmployeeCreated", "EmployeePinSet", "EmployeePinSet");
  }

  @Test
  void thePinBeforeIsNoLongerGood() {
    Employee ani = shop.withPin(shop.employee("Ani", BuiltInRole.CASHIER), "2580");
    shop.withPin(ani, "1397");

    refused("2580", Reason.INVALID_PIN);
    assertThat(check("1397")).isEqualTo(ani.getId());
  }

  @Test
  void aPinCanBeTakenAway() {
    Employee ani = shop.withPin(shop.employee("Ani", BuiltInRole.CASHIER), "2580");

    assertThat(shop.withPin(ani, "").getHasPin()).isFalse();

    refused("2580", Reason.INVALID_PIN);
  }

  @Test
  void thePinOfADeletedEmployeeIsFree() {
    Employee ani = shop.withPin(shop.employee("Ani", BuiltInRole.CASHIER), "2580");
    shop.office.deleteEmployee(
        DeleteEmployeeRequest.newBuilder().setEmployeeId(ani.getId()).build());
    refused("2580", Reason.INVALID_PIN);

    Employee budi = shop.withPin(shop.employee("Budi", BuiltInRole.CASHIER), "2580");

    assertThat(check("2580")).isEqualTo(budi.getId());
  }

  @Test
  void anInactiveEmployeesPinIsNotGood() {
    Employee ani = shop.withPin(shop.employee("Ani", BuiltInRole.CASHIER), "2580");
    var _ =
        shop.office.updateEmployee(
            UpdateEmployeeRequest.newBuilder()
                .setEmployee(ani.toBuilder().setActive(false))
                .setUpdateMask(FieldMask.newBuilder().addPaths("active"))
                .build());

    refused("2580", Reason.INVALID_PIN);
  }

  @Test
  void whoeverWorksElsewhereIsNotKnownHere() {
    UUID here = UUID.randomUUID();
    shop.withPin(shop.employee("Ani", BuiltInRole.CASHIER, CANTEEN), "2580");

    assertThatThrownBy(() -> check(shop, here, "2580"))
        .isInstanceOfSatisfying(
            PosException.class,
            error -> assertThat(error.reason()).isEqualTo(Reason.EMPLOYEE_NOT_AT_LOCATION));
    assertThat(check(shop, CANTEEN, "2580")).isNotEmpty();
  }

  @Test
  void trivialPinsAreRefused() {
    Employee ani = shop.employee("Ani", BuiltInRole.CASHIER);

    for (String pin : List.of("0000", "1234", "1212")) {
      Refusal.of(() -> shop.withPin(ani, pin)).has(Reason.VALIDATION_FAILED).naming("pin");
    }
  }

  @Test
  void pinsOfOtherLengthsAndWithLettersAreRefused() {
    Employee ani = shop.employee("Ani", BuiltInRole.CASHIER);

    for (String pin : List.of("258", "2580467", "25a0")) {
      Refusal.of(() -> shop.withPin(ani, pin)).has(Reason.VALIDATION_FAILED).naming("pin");
    }
  }

  @Test
  void nobodySetsThePinOfSomebodyWhoMayDoMore() {
    Employee owner = shop.employee("Olga", BuiltInRole.OWNER);

    Refusal.of(
            () ->
                shop.user(UUID.randomUUID(), "staff.write")
                    .setPin(
                        SetPinRequest.newBuilder()
                            .setEmployeeId(owner.getId())
                            .setPin("2580")
                            .build()))
        .has(Reason.PERMISSION_DENIED);
  }

  @Test
  void fiveWrongOnesLockForFiveMinutes() {
    Employee ani = shop.withPin(shop.employee("Ani", BuiltInRole.CASHIER), "2580");
    for (int i = 0; i < 5; i++) {
      refused("9" + (100 + i), Reason.INVALID_PIN);
    }

    assertThatThrownBy(() -> check("2580"))
        .isInstanceOfSatisfying(
            PosException.class,
            error -> {
              assertThat(error.reason()).isEqualTo(Reason.INVALID_PIN);
              assertThat(error.retryAfter()).hasValue(Duration.ofMinutes(5));
            });
    clock.advance(Duration.ofMinutes(5).minusMillis(1));
    refused("2580", Reason.INVALID_PIN);
    clock.advance(Duration.ofMillis(1));
    assertThat(check("2580")).isEqualTo(ani.getId());
  }

  @Test
  void fiveMinutesAfterTheFirstWrongOneTheyAreForgotten() {
    Employee ani = shop.withPin(shop.employee("Ani", BuiltInRole.CASHIER), "2580");
    for (int i = 0; i < 4; i++) {
      refused("9" + (100 + i), Reason.INVALID_PIN);
    }
    clock.advance(Duration.ofMinutes(5));
    for (int i = 0; i < 4; i++) {
      refused("9" + (100 + i), Reason.INVALID_PIN);
    }

    assertThat(check("2580")).isEqualTo(ani.getId());
  }

  @Test
  void aRightOneInBetweenDoesNotWipeOutWrongOnes() {
    shop.withPin(shop.employee("Ani", BuiltInRole.CASHIER), "2580");
    for (int i = 0; i < 4; i++) {
      refused("9" + (100 + i), Reason.INVALID_PIN);
      assertThat(check("2580")).isNotEmpty();
    }
    refused("9104", Reason.INVALID_PIN);

    refused("2580", Reason.INVALID_PIN);
  }

  @Test
  void aLockHoldsWhereItWasEarnedOnly() {
    Employee ani = shop.withPin(shop.employee("Ani", BuiltInRole.CASHIER), "2580");
    for (int i = 0; i < 5; i++) {
      refused("9" + (100 + i), Reason.INVALID_PIN);
    }

    assertThat(check(shop, CANTEEN, UUID.randomUUID(), "2580")).isEqualTo(ani.getId());
  }

  @Test
  void ofFiftyGuessesAtOnceFiveAreChecked() {
    shop.withPin(shop.employee("Ani", BuiltInRole.CASHIER), "2580");

    var outcomes = Parallel.times(50, i -> check("9" + (100 + i)));

    assertThat(Parallel.failures(outcomes))
        .hasSize(50)
        .filteredOn(thrown -> ((PosException) thrown).retryAfter().isEmpty())
        .hasSize(5);
  }

  @Test
  void manyPlacesTogetherDoNotGuessMoreThanFifty() {
    shop.withPin(shop.employee("Ani", BuiltInRole.CASHIER), "2580");
    for (int place = 0; place < 10; place++) {
      UUID register = UUID.randomUUID();
      for (int i = 0; i < 5; i++) {
        String pin = "9" + (100 + i);
        assertThatThrownBy(() -> check(shop, CANTEEN, register, pin))
            .isInstanceOf(PosException.class);
      }
    }

    assertThatThrownBy(() -> check(shop, CANTEEN, UUID.randomUUID(), "2580"))
        .isInstanceOfSatisfying(
            PosException.class, error -> assertThat(error.retryAfter()).isPresent());
  }

  @Test
  void whoeverLearnsPinsBySettingThemIsStopped() {
    shop.withPin(shop.employee("Ani", BuiltInRole.CASHIER), "2580");
    Employee budi = shop.employee("Budi", BuiltInRole.CASHIER);
    for (int i = 0; i < 5; i++) {
      Refusal.of(() -> shop.withPin(budi, "2580")).has(Reason.PIN_IN_USE);
    }

    Refusal stopped = Refusal.of(() -> shop.withPin(budi, "1397")).has(Reason.INVALID_PIN);
    assertThat(stopped.saysWhenToRetry()).isTrue();
  }

  @Test
  void aPinIsNotCheckedInsideOfATransaction() {
    assertThatThrownBy(() -> shop.inTenant(() -> writes.run(() -> pins.check(CANTEEN, "2580"))))
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  void aPinIsStoredNowhereAndARepeatedCallIsTheSame() {
    Employee ani = shop.employee("Ani", BuiltInRole.CASHIER);
    UUID key = UUID.randomUUID();
    var stub = StaffServiceGrpc.newBlockingStub(calls.as(shop.tenantId, key));
    SetPinRequest request =
        SetPinRequest.newBuilder().setEmployeeId(ani.getId()).setPin("258046").build();

    var first = stub.setPin(request);

    assertThat(stub.setPin(request)).isEqualTo(first);
    // Another answer to another PIN would tell whether it is the right one.
    assertThat(stub.setPin(request.toBuilder().setPin("139752").build())).isEqualTo(first);
    assertThat(rows.of(Service.STAFF, shop.tenantId))
        .isNotEmpty()
        .noneMatch(row -> row.contains("258046") || row.contains("323538303436"))
        .noneMatch(row -> row.contains(RequestHash.hexOf(request)));
  }

  private void refused(String pin, Reason reason) {
    assertThatThrownBy(() -> check(pin))
        .isInstanceOfSatisfying(
            PosException.class, error -> assertThat(error.reason()).isEqualTo(reason));
  }

  private String check(String pin) {
    return check(shop, CANTEEN, pin);
  }

  private String check(Tills where, UUID location, String pin) {
    return check(where, location, REGISTER, pin);
  }

  /** Checks a PIN for a till at a register. */
  private String check(Tills where, UUID location, UUID register, String pin) {
    return where.inTenant(
        () -> {
          Caller till =
              new Caller(
                  where.tenantId,
                  UUID.randomUUID(),
                  UUID.randomUUID(),
                  Set.of(),
                  register,
                  location,
                  null);
          Context context = till.in(Context.current());
          Context before = context.attach();
          try {
            return pins.check(location, pin).id().toString();
          } finally {
            context.detach(before);
          }
        });
  }
}
