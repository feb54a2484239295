package id.laris.bench;

import id.laris.pos.v1.ActivateRegisterRequest;
import id.laris.pos.v1.ActivateRegisterResponse;
import id.laris.pos.v1.CreateActivationCodeRequest;
import id.laris.pos.v1.CreateActivationCodeResponse;
import id.laris.pos.v1.CreateEmployeeRequest;
import id.laris.pos.v1.CreateEmployeeResponse;
import id.laris.pos.v1.CreateRegisterRequest;
import id.laris.pos.v1.CreateRegisterResponse;
import id.laris.pos.v1.Employee;
import id.laris.pos.v1.RefreshTokenRequest;
import id.laris.pos.v1.RefreshTokenResponse;
import id.laris.pos.v1.Register;
import id.laris.pos.v1.SetPasswordRequest;
import id.laris.pos.v1.SetPasswordResponse;
import id.laris.pos.v1.SetPinRequest;
import id.laris.pos.v1.SetPinResponse;
import id.laris.pos.v1.SignInRequest;
import id.laris.pos.v1.SignInResponse;
import id.laris.pos.v1.SignInWithPinRequest;
import id.laris.pos.v1.SignInWithPinResponse;
import id.laris.pos.v1.StaffServiceGrpc;
import id.laris.pos.v1.Tokens;
import io.grpc.Status;
import io.grpc.stub.StreamObserver;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Lets in whoever has the password or the PIN, refuses a refresh token that was used, and fails
 * each so many of them.
 */
final class FakeStaff extends StaffServiceGrpc.StaffServiceImplBase {

  private final Map<String, String> emails = new HashMap<>();
  private final Map<String, String> passwords = new HashMap<>();
  private final Set<String> pins = new HashSet<>();
  private final Map<String, String> codes = new HashMap<>();
  private final Map<String, String> registersByDevice = new HashMap<>();
  private final Set<String> refreshTokens = new HashSet<>();
  private final Map<String, Long> signIns = new TreeMap<>();
  private int failEvery;
  private long refreshes;

  synchronized void failRefreshes(int every) {
    failEvery = every;
  }

  /** How often each e-mail address, or PIN at a register, was let in. */
  synchronized Map<String, Long> signIns() {
    return Map.copyOf(signIns);
  }

  private synchronized Tokens letIn(String who) {
    signIns.merge(who, 1L, Long::sum);
    return tokens();
  }

  private Tokens tokens() {
    String token = FakeLaris.id();
    refreshTokens.add(token);
    return Tokens.newBuilder().setRefreshToken(token).build();
  }

  @Override
  public synchronized void createEmployee(
      CreateEmployeeRequest request, StreamObserver<CreateEmployeeResponse> observer) {
    String id = FakeLaris.id();
    emails.put(id, request.getEmail());
    FakeLaris.reply(
        observer,
        CreateEmployeeResponse.newBuilder().setEmployee(Employee.newBuilder().setId(id)).build());
  }

  @Override
  public synchronized void setPassword(
      SetPasswordRequest request, StreamObserver<SetPasswordResponse> observer) {
    passwords.put(emails.getOrDefault(request.getEmployeeId(), ""), request.getNewPassword());
    FakeLaris.reply(observer, SetPasswordResponse.getDefaultInstance());
  }

  @Override
  public synchronized void signIn(SignInRequest request, StreamObserver<SignInResponse> observer) {
    if (request.getPassword().equals(passwords.get(request.getEmail()))) {
      FakeLaris.reply(
          observer, SignInResponse.newBuilder().setTokens(letIn(request.getEmail())).build());
    } else {
      refuse(observer);
    }
  }

  private static void refuse(StreamObserver<?> observer) {
    observer.onError(Status.UNAUTHENTICATED.asRuntimeException());
  }

  @Override
  public synchronized void refreshToken(
      RefreshTokenRequest request, StreamObserver<RefreshTokenResponse> observer) {
    boolean fails = failEvery > 0 && ++refreshes % failEvery == 0;
    if (refreshTokens.remove(request.getRefreshToken()) && !fails) {
      FakeLaris.reply(observer, RefreshTokenResponse.newBuilder().setTokens(tokens()).build());
    } else {
      refuse(observer);
    }
  }

  @Override
  public synchronized void setPin(SetPinRequest request, StreamObserver<SetPinResponse> observer) {
    if (pins.add(request.getPin())) {
      FakeLaris.reply(observer, SetPinResponse.getDefaultInstance());
    } else {
      observer.onError(Status.ALREADY_EXISTS.asRuntimeException());
    }
  }

  @Override
  public void createRegister(
      CreateRegisterRequest request, StreamObserver<CreateRegisterResponse> observer) {
    FakeLaris.reply(
        observer,
        CreateRegisterResponse.newBuilder()
            .setRegister(Register.newBuilder().setId(request.getCode()))
            .build());
  }

  @Override
  public synchronized void createActivationCode(
      CreateActivationCodeRequest request, StreamObserver<CreateActivationCodeResponse> observer) {
    String code = FakeLaris.id();
    codes.put(code, request.getRegisterId());
    FakeLaris.reply(observer, CreateActivationCodeResponse.newBuilder().setCode(code).build());
  }

  @Override
  public synchronized void activateRegister(
      ActivateRegisterRequest request, StreamObserver<ActivateRegisterResponse> observer) {
    String credential = FakeLaris.id();
    registersByDevice.put(credential, codes.getOrDefault(request.getCode(), ""));
    FakeLaris.reply(
        observer, ActivateRegisterResponse.newBuilder().setDeviceCredential(credential).build());
  }

  @Override
  public synchronized void signInWithPin(
      SignInWithPinRequest request, StreamObserver<SignInWithPinResponse> observer) {
    String register = registersByDevice.get(request.getDeviceCredential());
    if (register != null && pins.contains(request.getPin())) {
      FakeLaris.reply(
          observer,
          SignInWithPinResponse.newBuilder()
              .setTokens(letIn(request.getPin() + " at " + register))
              .build());
    } else {
      refuse(observer);
    }
  }
}
