package id.laris.staff;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jwt.SignedJWT;
import id.laris.common.errors.Reason;
import id.laris.pos.Service;
import id.laris.pos.v1.CreateOwnerRequest;
import id.laris.pos.v1.Employee;
import id.laris.pos.v1.SelectTenantRequest;
import id.laris.pos.v1.Session;
import id.laris.pos.v1.SetPasswordRequest;
import id.laris.pos.v1.SignInResponse;
import id.laris.pos.v1.SignOutRequest;
import id.laris.pos.v1.StaffServiceGrpc;
import id.laris.pos.v1.Tokens;
import id.laris.staff.role.BuiltInRole;
import id.laris.staff.signin.SlowHashes;
import id.laris.testkit.FakeClock;
import id.laris.testkit.Parallel;
import id.laris.testkit.Refusal;
import id.laris.testkit.StoredRows;
import id.laris.testkit.TestCalls;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Signing in and out, tokens, and passwords. */
@StaffTest
class SignInTest {

  private static final String CASHIER = BuiltInRole.CASHIER.id().toString();

  @Autowired Team.Parts parts;
  @Autowired TestCalls calls;
  @Autowired FakeClock clock;
  @Autowired MeterRegistry meters;
  @Autowired StoredRows storedRows;

  private Team team;
  private String email;

  @BeforeEach
  void hire() {
    team = new Team(parts);
    email = Team.newEmail();
  }

  @Test
  void aPasswordGivesTokensOfTheEmployee() throws Exception {
    Employee employee = team.signingIn(email, CASHIER);

    Tokens tokens =
        team.signIn(email.toUpperCase(java.util.Locale.ROOT), Team.PASSWORD).getTokens();

    assertThat(employee.getHasPassword()).isTrue();
    assertThat(tokens.getEmployee()).isEqualTo(employee);
    assertThat(tokens.getTenantId()).isEqualTo(team.tenantId.toString());
    var claims = SignedJWT.parse(tokens.getAccessToken()).getJWTClaimsSet();
    assertThat(claims.getIssuer()).isEqualTo("laris");
    assertThat(claims.getAudience()).containsExactly("laris");
    assertThat(claims.getSubject()).isEqualTo(employee.getId());
    assertThat(claims.getStringClaim("membership_id")).isEqualTo(employee.getId());
    assertThat(claims.getStringClaim("tenant_id")).isEqualTo(team.tenantId.toString());
    assertThat(claims.getStringClaim("sid")).isEqualTo(tokens.getSession().getId());
    assertThat(claims.getStringClaim("scope").split(" "))
        .containsExactlyInAnyOrderElementsOf(BuiltInRole.CASHIER.scopes());
    assertThat(claims.getExpirationTime())
        .isEqualTo(java.util.Date.from(clock.instant().plus(Duration.ofMinutes(15))));
    assertThat(team.check(tokens).getScopesList())
        .containsExactlyInAnyOrderElementsOf(BuiltInRole.CASHIER.scopes());
  }

  @Test
  void anUnknownAddressAndAWrongPasswordCannotBeToldApart() {
    team.signingIn(email);
    String withoutPassword = Team.newEmail();
    team.admin.createEmployee(Team.newEmployee(withoutPassword));

    double before = hashes();
    Refusal wrong = Refusal.of(() -> team.signIn(email, "wrong horse battery"));
    double ofWrong = hashes() - before;
    Refusal unknown = Refusal.of(() -> team.signIn(Team.newEmail(), Team.PASSWORD));
    double ofUnknown = hashes() - before - ofWrong;
    Refusal none = Refusal.of(() -> team.signIn(withoutPassword, Team.PASSWORD));
    double ofNone = hashes() - before - ofWrong - ofUnknown;

    wrong.has(Reason.UNAUTHENTICATED);
    assertThat(unknown.message()).isEqualTo(wrong.message());
    assertThat(unknown.facts()).isEqualTo(wrong.facts());
    assertThat(none.message()).isEqualTo(wrong.message());
    assertThat(List.of(ofWrong, ofUnknown, ofNone)).containsOnly(1.0);
  }

  private double hashes() {
    return meters.counter(SlowHashes.METER).count();
  }

  @Test
  void whoIsGoneOrInactiveDoesNotSignIn() {
    Employee gone = team.signingIn(email);
    team.admin.deleteEmployee(Team.delete(gone));
    Refusal.of(() -> team.signedIn(email)).has(Reason.UNAUTHENTICATED);

    String other = Team.newEmail();
    Employee paused = team.signingIn(other);
    team.admin.updateEmployee(Team.update(paused.toBuilder().setActive(false).build(), "active"));
    Refusal.of(() -> team.signedIn(other)).has(Reason.UNAUTHENTICATED);
  }

  @Test
  void whoWorksForSeveralTenantsChoosesOnce() {
    Team second = new Team(parts);
    Team third = new Team(parts);
    team.services.createOwner(
        CreateOwnerRequest.newBuilder()
            .setEmail(email)
            .setName("Sari")
            .setTenantName("Kopi Sari")
            .setPassword(Team.PASSWORD)
            .build());
    second.signingIn(email);
    // The same address with another password is no choice.
    Employee stranger = third.admin.createEmployee(Team.newEmployee(email)).getEmployee();
    third.admin.setPassword(
        SetPasswordRequest.newBuilder()
            .setEmployeeId(stranger.getId())
            .setNewPassword("another long password")
            .build());

    SignInResponse answer = team.signIn(email, Team.PASSWORD);

    assertThat(answer.hasTokens()).isFalse();
    assertThat(answer.getChoicesList())
        .extracting(SignInResponse.Choice::getTenantId)
        .containsExactlyInAnyOrder(team.tenantId.toString(), second.tenantId.toString());
    assertThat(answer.getChoicesList())
        .extracting(SignInResponse.Choice::getTenantName)
        .containsExactlyInAnyOrder("", "Kopi Sari");
    Refusal.of(() -> select(answer, third)).has(Reason.UNAUTHENTICATED);
    assertThat(select(answer, second).getTenantId()).isEqualTo(second.tenantId.toString());
    Refusal.of(() -> select(answer, second)).has(Reason.UNAUTHENTICATED);
  }

  @Test
  void aChoiceIsOpenForFiveMinutes() {
    Team second = new Team(parts);
    team.signingIn(email);
    second.signingIn(email);
    SignInResponse answer = team.signIn(email, Team.PASSWORD);

    clock.advance(Duration.ofMinutes(5));

    Refusal.of(() -> select(answer, second)).has(Reason.UNAUTHENTICATED);
  }

  private Tokens select(SignInResponse answer, Team wanted) {
    return team.anybody()
        .selectTenant(
            SelectTenantRequest.newBuilder()
                .setSelectionToken(answer.getSelectionToken())
                .setTenantId(wanted.tenantId.toString())
                .build())
        .getTokens();
  }

  @Test
  void guessesInParallelAreLimited() {
    team.signingIn(email);

    var outcomes = Parallel.times(30, number -> team.signIn(email, "guess number " + number));

    assertThat(Parallel.failures(outcomes))
        .extracting(thrown -> Refusal.of((io.grpc.StatusRuntimeException) thrown).reason())
        .containsOnly(Reason.UNAUTHENTICATED.name(), Reason.RATE_LIMITED.name())
        .filteredOn(Reason.UNAUTHENTICATED.name()::equals)
        .hasSize(10);
    Refusal refused = Refusal.of(() -> team.signedIn(email)).has(Reason.RATE_LIMITED);
    assertThat(refused.saysWhenToRetry()).isTrue();

    clock.advance(Duration.ofMinutes(15));
    assertThat(team.signedIn(email).getAccessToken()).isNotEmpty();
  }

  @Test
  void whatWasRightDoesNotCount() {
    team.signingIn(email);

    for (int i = 0; i < 12; i++) {
      assertThat(team.signedIn(email).getAccessToken()).isNotEmpty();
    }
  }

  @Test
  void aRefreshTokenIsReplacedAndItsCopyEndsTheSession() {
    team.signingIn(email);
    Tokens first = team.signedIn(email);
    Tokens second = team.refresh(first.getRefreshToken());
    assertThat(second.getRefreshToken()).isNotEqualTo(first.getRefreshToken());
    assertThat(second.getSession().getId()).isEqualTo(first.getSession().getId());

    clock.advance(Duration.ofSeconds(10));
    Refusal.of(() -> team.refresh(first.getRefreshToken())).has(Reason.UNAUTHENTICATED);

    Refusal.of(() -> team.refresh(second.getRefreshToken())).has(Reason.UNAUTHENTICATED);
    assertThat(team.check(second).getValid()).isFalse();
  }

  @Test
  void anHonestClientMayRefreshTwiceAtTheSameMoment() {
    team.signingIn(email);
    String token = team.signedIn(email).getRefreshToken();

    var outcomes = Parallel.times(8, number -> team.refresh(token).getRefreshToken());

    assertThat(Parallel.failures(outcomes)).isEmpty();
    assertThat(Parallel.successes(outcomes).stream().distinct()).hasSize(1);
    String next = Parallel.successes(outcomes).getFirst();
    assertThat(team.refresh(next).getRefreshToken()).isNotEqualTo(next);
  }

  @Test
  void aCopyThatIsOlderThanTheLastTokenEndsTheSessionAtOnce() {
    team.signingIn(email);
    Tokens first = team.signedIn(email);
    Tokens second = team.refresh(first.getRefreshToken());
    Tokens third = team.refresh(second.getRefreshToken());

    var outcomes = Parallel.times(4, number -> team.refresh(first.getRefreshToken()));

    assertThat(Parallel.successes(outcomes)).isEmpty();
    Refusal.of(() -> team.refresh(third.getRefreshToken())).has(Reason.UNAUTHENTICATED);
  }

  @Test
  void forgedAndForeignRefreshTokensAreRefusedAndEndNothing() {
    team.signingIn(email);
    Tokens tokens = team.signedIn(email);
    String token = tokens.getRefreshToken();

    for (String forged :
        List.of(
            "x",
            token.substring(1),
            (token.startsWith("A") ? "B" : "A") + token.substring(1),
            token + "AA",
            "A".repeat(91))) {
      Refusal.of(() -> team.refresh(forged)).has(Reason.UNAUTHENTICATED);
    }
    assertThat(team.refresh(token).getAccessToken()).isNotEmpty();
  }

  @Test
  void aSessionInWhichNobodyRefreshesEndsAfterThirtyDays() {
    team.signingIn(email);
    Tokens tokens = team.signedIn(email);

    clock.advance(Duration.ofDays(30));

    Refusal.of(() -> team.refresh(tokens.getRefreshToken())).has(Reason.UNAUTHENTICATED);
    assertThat(team.check(tokens).getValid()).isFalse();
  }

  @Test
  void whoSignsOutEverywhereHasNoSessionLeft() {
    Employee employee = team.signingIn(email);
    Tokens first = team.signedIn(email);
    Tokens second = team.signedIn(email);

    var answer = team.as(employee).signOut(SignOutRequest.newBuilder().setEverywhere(true).build());

    assertThat(answer.getEndedSessions()).isEqualTo(2);
    assertThat(team.check(first).getValid()).isFalse();
    assertThat(team.check(second).getValid()).isFalse();
    Refusal.of(() -> team.refresh(first.getRefreshToken())).has(Reason.UNAUTHENTICATED);
  }

  @Test
  void sessionsEndWithTheEmployeeAndDoNotComeBack() {
    Employee employee = team.signingIn(email, CASHIER);
    Tokens tokens = team.signedIn(email);

    Employee paused =
        team.admin
            .updateEmployee(Team.update(employee.toBuilder().setActive(false).build(), "active"))
            .getEmployee();
    assertThat(team.check(tokens).getValid()).isFalse();

    team.admin.updateEmployee(Team.update(paused.toBuilder().setActive(true).build(), "active"));
    assertThat(team.check(tokens).getValid()).isFalse();
    assertThat(team.check(team.signedIn(email)).getValid()).isTrue();
  }

  @Test
  void aChangedRoleCountsForTheSessionsThatThereAre() {
    Employee employee = team.signingIn(email, CASHIER);
    Tokens tokens = team.signedIn(email);

    team.admin.updateEmployee(Team.update(employee.toBuilder().clearRoleIds().build(), "role_ids"));

    assertThat(team.check(tokens).getValid()).isTrue();
    assertThat(team.check(tokens).getScopesList()).isEmpty();
  }

  @Test
  void aSessionIsOfItsTenantOnly() {
    team.signingIn(email);
    Tokens tokens = team.signedIn(email);

    assertThat(new Team(parts).check(tokens).getValid()).isFalse();
  }

  @Test
  void whoeverChangesTheirPasswordKnowsTheOneUntilNow() {
    Employee employee = team.signingIn(email);
    Tokens tokens = team.signedIn(email);
    var self = team.as(employee, "staff.write");

    Refusal.of(() -> self.setPassword(own("wrong horse battery", "a new long password")))
        .has(Reason.UNAUTHENTICATED);
    assertThat(team.check(tokens).getValid()).isTrue();
    self.setPassword(own(Team.PASSWORD, "a new long password"));

    assertThat(team.check(tokens).getValid()).isFalse();
    Refusal.of(() -> team.signedIn(email)).has(Reason.UNAUTHENTICATED);
    assertThat(team.signIn(email, "a new long password").hasTokens()).isTrue();
  }

  @Test
  void guessesOfTheOwnPasswordAreLimitedToo() {
    Employee employee = team.signingIn(email);
    var self = team.as(employee);

    var outcomes =
        Parallel.times(
            20, number -> self.setPassword(own("guess number " + number, "a new long password")));

    assertThat(Parallel.failures(outcomes))
        .extracting(thrown -> Refusal.of((io.grpc.StatusRuntimeException) thrown).reason())
        .filteredOn(Reason.UNAUTHENTICATED.name()::equals)
        .hasSize(10);
  }

  private static SetPasswordRequest own(String current, String wanted) {
    return SetPasswordRequest.newBuilder()
        .setCurrentPassword(current)
        .setNewPassword(wanted)
        .build();
  }

  @Test
  void nobodySetsThePasswordOfSomebodyWhoMayDoMore() {
    Employee manager =
        team.admin
            .createEmployee(Team.newEmployee(email, BuiltInRole.MANAGER.id().toString()))
            .getEmployee();
    SetPasswordRequest request =
        SetPasswordRequest.newBuilder()
            .setEmployeeId(manager.getId())
            .setNewPassword(Team.PASSWORD)
            .build();

    Refusal.of(() -> team.with("staff.write").setPassword(request)).has(Reason.PERMISSION_DENIED);
    Refusal.of(() -> team.with("staff.read").setPassword(request))
        .has(Reason.PERMISSION_DENIED)
        .with("permission", "staff.write");
    Refusal.of(() -> team.as(manager).setPassword(own("", Team.PASSWORD)))
        .has(Reason.PERMISSION_DENIED);
    Refusal.of(() -> new Team(parts).admin.setPassword(request)).has(Reason.NOT_FOUND);
    assertThat(team.admin.setPassword(request).getEmployee().getHasPassword()).isTrue();
  }

  @Test
  void passwordsThatEverybodyTriesFirstAreRefused() {
    Employee employee = team.admin.createEmployee(Team.newEmployee(email)).getEmployee();

    for (String bad : List.of("short", "Password123", "aaaaaaaaaaaaaa", "1234567890", email)) {
      Refusal.of(
              () ->
                  team.admin.setPassword(
                      SetPasswordRequest.newBuilder()
                          .setEmployeeId(employee.getId())
                          .setNewPassword(bad)
                          .build()))
          .has(Reason.VALIDATION_FAILED)
          .naming("new_password");
    }
  }

  @Test
  void noSecretIsStoredReadable() {
    Employee employee = team.admin.createEmployee(Team.newEmployee(email)).getEmployee();
    UUID key = UUID.randomUUID();
    var keyed = StaffServiceGrpc.newBlockingStub(calls.as(team.tenantId, key));
    SetPasswordRequest request =
        SetPasswordRequest.newBuilder()
            .setEmployeeId(employee.getId())
            .setNewPassword(Team.PASSWORD)
            .build();
    Employee set = keyed.setPassword(request).getEmployee();
    assertThat(keyed.setPassword(request).getEmployee()).as("repeated").isEqualTo(set);
    Tokens tokens = team.signedIn(email);

    String hex =
        java.util.HexFormat.of()
            .formatHex(Team.PASSWORD.getBytes(java.nio.charset.StandardCharsets.UTF_8));
    String plainHash =
        com.google.common.hash.Hashing.sha256().hashBytes(request.toByteArray()).toString();
    assertThat(storedRows.of(Service.STAFF, team.tenantId))
        .isNotEmpty()
        .noneMatch(
            row ->
                row.contains(Team.PASSWORD)
                    || row.contains(hex)
                    || row.contains(plainHash)
                    || row.contains(tokens.getRefreshToken())
                    || row.contains(tokens.getAccessToken()))
        .anyMatch(row -> row.contains("$argon2id$"));
  }

  @Test
  void anOwnerIsMadeWithTheServiceKeyOnly() {
    CreateOwnerRequest request =
        CreateOwnerRequest.newBuilder()
            .setEmail(email)
            .setName("Sari")
            .setPassword(Team.PASSWORD)
            .build();

    Refusal.of(() -> team.admin.createOwner(request)).has(Reason.PERMISSION_DENIED);
    Employee owner = team.services.createOwner(request).getEmployee();

    assertThat(owner.getRoleIdsList()).containsExactly(BuiltInRole.OWNER.id().toString());
    assertThat(team.check(team.signedIn(email)).getScopesList())
        .containsExactlyInAnyOrderElementsOf(BuiltInRole.OWNER.scopes());
    Refusal.of(() -> team.services.createOwner(request)).has(Reason.ALREADY_EXISTS);
  }

  @Test
  void aSessionTellsWhyItEnded() {
    Employee employee = team.signingIn(email);
    team.signedIn(email);
    team.as(employee).signOut(SignOutRequest.newBuilder().setEverywhere(true).build());

    assertThat(
            id.laris.pos.v1.EventServiceGrpc.newBlockingStub(calls.as(team.tenantId))
                .listEvents(id.laris.pos.v1.ListEventsRequest.getDefaultInstance())
                .getEventsList())
        .filteredOn(event -> event.getAggregateType().equals("Session"))
        .extracting(event -> event.getType() + " " + session(event).getEnd())
        .containsExactly("SessionStarted END_UNSPECIFIED", "SessionEnded SIGNED_OUT");
  }

  private static Session session(id.laris.pos.v1.Event event) {
    try {
      return event.getPayload().unpack(Session.class);
    } catch (com.google.protobuf.InvalidProtocolBufferException e) {
      throw new IllegalStateException(e);
    }
  }

  /** A tenant can give anybody's address to an employee of its own, with a password it knows. */
  @Test
  void aPasswordThatFitsElsewhereHidesNoWrongTriesAndGoesOn() {
    var _ = team.signingIn(email, CASHIER);
    Team other = new Team(parts);
    String password = other(other, other.signingIn(email, CASHIER));
    for (int i = 0; i < 10; i++) {
      assertThat(other.signIn(email, password).hasTokens()).isTrue();
    }

    // Ten passwords were wrong here, so that the right one is not even compared.
    Refusal.of(() -> team.signedIn(email)).has(Reason.RATE_LIMITED);
    assertThat(other.signIn(email, password).hasTokens()).isTrue();

    clock.advance(Duration.ofMinutes(15));
    assertThat(team.signedIn(email).getAccessToken()).isNotEmpty();
  }

  @Test
  void aChoiceIsWorthNothingOnceThePasswordIsAnother() {
    Employee employee = team.signingIn(email, CASHIER);
    var _ = new Team(parts).signingIn(email, CASHIER);
    String token = team.signIn(email, Team.PASSWORD).getSelectionToken();
    var _ = other(team, employee);

    Refusal.of(
            () ->
                team.anybody()
                    .selectTenant(
                        SelectTenantRequest.newBuilder()
                            .setSelectionToken(token)
                            .setTenantId(team.tenantId.toString())
                            .build()))
        .has(Reason.UNAUTHENTICATED);
  }

  /** Gives an employee another password. */
  private static String other(Team of, Employee employee) {
    String password = "another horse battery";
    var _ =
        of.admin.setPassword(
            SetPasswordRequest.newBuilder()
                .setEmployeeId(employee.getId())
                .setNewPassword(password)
                .build());
    return password;
  }
}
