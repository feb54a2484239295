package id.laris.staff.signin;

import id.laris.common.db.Reads;
import id.laris.common.db.Writes;
import id.laris.common.errors.Errors;
import id.laris.common.errors.PosException;
import id.laris.common.grpc.CallContext;
import id.laris.pos.v1.SignInRequest;
import id.laris.pos.v1.SignInResponse;
import id.laris.pos.v1.SignInResponse.Choice;
import id.laris.pos.v1.Tokens;
import id.laris.staff.employee.Employee;
import id.laris.staff.employee.Employees;
import id.laris.staff.signin.BeginSession.Begun;
import id.laris.staff.signin.TenantChoices.Candidate;
import id.laris.staff.token.InTenant;
import id.laris.staff.token.RefreshTokens;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Signs in by e-mail address and password. Employees of all tenants who have the address are tried;
 * where several have the password too, the caller chooses.
 *
 * <p>An unknown address costs as much time as a wrong password, and gets the same answer.
 *
 * <p>Errors: UNAUTHENTICATED; RATE_LIMITED; MASTER_KEY_MISSING.
 */
@Component
public class SignIn {

  private static final Logger log = LoggerFactory.getLogger(SignIn.class);

  private final SignInLimits limits;
  private final SlowHashes hashes;
  private final Passwords passwords;
  private final Employees employees;
  private final BeginSession beginSession;
  private final TenantChoices choices;
  private final Businesses businesses;
  private final RefreshTokens refreshTokens;
  private final JdbcClient jdbc;
  private final Reads reads;
  private final Writes writes;

  SignIn(
      SignInLimits limits,
      SlowHashes hashes,
      Passwords passwords,
      Employees employees,
      BeginSession beginSession,
      TenantChoices choices,
      Businesses businesses,
      RefreshTokens refreshTokens,
      JdbcClient jdbc,
      Reads reads,
      Writes writes) {
    this.limits = limits;
    this.hashes = hashes;
    this.passwords = passwords;
    this.employees = employees;
    this.beginSession = beginSession;
    this.choices = choices;
    this.businesses = businesses;
    this.refreshTokens = refreshTokens;
    this.jdbc = jdbc;
    this.reads = reads;
    this.writes = writes;
  }

  public SignInResponse run(SignInRequest request) {
    refreshTokens.requireKey();
    String address = CallContext.current().address();
    limits.countFrom(address);
    List<Try> tries = counted(request.getEmail());
    List<Candidate> fitting = fitting(request.getPassword(), tries, address);
    fitting.forEach(candidate -> limits.succeeded(candidate.account()));
    // A password that fits somewhere only is still a guess for the others.
    if (fitting.size() == tries.size()) {
      limits.succeededFrom(address);
    }
    if (fitting.size() == 1) {
      return SignInResponse.newBuilder().setTokens(begin(fitting.getFirst())).build();
    }
    return SignInResponse.newBuilder()
        .addAllChoices(
            fitting.stream()
                .map(this::choice)
                .sorted(
                    Comparator.comparing(Choice::getTenantName).thenComparing(Choice::getTenantId))
                .toList())
        .setSelectionToken(choices.open(fitting))
        .build();
  }

  /** A try to sign in as somebody, and why it may not be made. */
  private record Try(Optional<Candidate> candidate, Optional<PosException> refusal) {}

  /**
   * Counts the try at each employee who has the address, and as the address where nobody has. Each
   * has tries of its own, because a tenant can give anybody's address to an employee of its own:
   * the password there is wrong for all others.
   */
  private List<Try> counted(String email) {
    List<Candidate> candidates = withEmail(email);
    return candidates.isEmpty()
        ? List.of(new Try(Optional.empty(), limits.count(email)))
        : candidates.stream()
            .map(candidate -> new Try(Optional.of(candidate), limits.count(candidate.account())))
            .toList();
  }

  /** The employees who have the password too. At least one is checked, whoever there is. */
  private List<Candidate> fitting(String password, List<Try> tries, @Nullable String address) {
    List<Candidate> fitting =
        tries.stream()
            .filter(one -> one.refusal().isEmpty())
            .flatMap(one -> having(password, one.candidate()).stream())
            .toList();
    if (fitting.isEmpty()) {
      log.info("a sign-in from {} was refused", address);
      throw tries.stream()
          .flatMap(one -> one.refusal().stream())
          .findFirst()
          .orElseGet(
              () ->
                  Errors.unauthenticated(
                      "The e-mail address or the password is wrong: check both, or ask your"
                          + " administrator to set the password anew."));
    }
    return fitting;
  }

  private Optional<Candidate> having(String password, Optional<Candidate> candidate) {
    if (candidate.isEmpty()) {
      hashes.matchesNobody(password);
      return Optional.empty();
    }
    return candidate
        .map(one -> one.having(password(one).orElse("")))
        .filter(
            one -> !one.passwordHash().isEmpty() && hashes.matches(password, one.passwordHash()));
  }

  private List<Candidate> withEmail(String email) {
    return InTenant.call(
        InTenant.INSTALLATION,
        () ->
            reads.run(
                () ->
                    jdbc.sql("select tenant, employee from staff.employees_to_sign_in(?)")
                        .param(email)
                        .query(
                            (row, number) ->
                                new Candidate(
                                    row.getObject("tenant", UUID.class),
                                    row.getObject("employee", UUID.class),
                                    ""))
                        .list()));
  }

  private Optional<String> password(Candidate candidate) {
    return InTenant.call(
        candidate.tenantId(), () -> reads.run(() -> passwords.find(candidate.employeeId())));
  }

  private Choice choice(Candidate candidate) {
    return InTenant.call(
        candidate.tenantId(),
        () ->
            reads.run(
                () ->
                    Choice.newBuilder()
                        .setTenantId(candidate.tenantId().toString())
                        .setTenantName(businesses.name())
                        .build()));
  }

  /**
   * Begins the session of an employee whose password was right, unless they have left or have
   * another password since.
   */
  Tokens begin(Candidate candidate) {
    Optional<Begun> begun =
        InTenant.call(
            candidate.tenantId(),
            () ->
                writes.run(
                    () ->
                        employees
                            .lock(candidate.employeeId())
                            .filter(Employee::isActive)
                            .filter(employee -> stillHas(candidate))
                            .map(beginSession::byPassword)));
    return begun
        .map(beginSession::tokens)
        .orElseThrow(
            () ->
                Errors.unauthenticated(
                    "The employee is no longer active, or has another password now: sign in again."));
  }

  private boolean stillHas(Candidate candidate) {
    return passwords
        .find(candidate.employeeId())
        .filter(candidate.passwordHash()::equals)
        .isPresent();
  }
}
