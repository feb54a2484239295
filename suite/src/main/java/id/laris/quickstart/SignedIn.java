package id.laris.quickstart;

import id.laris.pos.v1.GetMyPermissionsRequest;
import id.laris.pos.v1.SignInRequest;
import id.laris.pos.v1.SignInResponse;
import id.laris.pos.v1.StaffServiceGrpc;
import id.laris.pos.v1.Tokens;
import io.grpc.Status;
import java.io.PrintStream;

/** Signs in, so that the calls of a sale carry an access token. No secret is shown. */
final class SignedIn {

  private final ShownCalls calls;
  private final String target;
  private final PrintStream out;

  SignedIn(ShownCalls calls, String target, PrintStream out) {
    this.calls = calls;
    this.target = target;
    this.out = out;
  }

  void run(String email, String password) {
    calls.showStep(
        "Sign in: pos.v1.StaffService/SignIn",
        "TOKEN=$(grpcurl -plaintext -d '{\"email\":\"%s\",\"password\":\"...\"}' %s pos.v1.StaffService/SignIn |"
                .formatted(email, target)
            + " jq -r .tokens.accessToken)");
    SignInResponse answer =
        calls.callSecretly(
            StaffServiceGrpc.getSignInMethod(),
            SignInRequest.newBuilder().setEmail(email).setPassword(password).build());
    if (!answer.hasTokens()) {
      throw Status.FAILED_PRECONDITION
          .withDescription(
              "This address belongs to several businesses: the quickstart needs one of a single"
                  + " business.")
          .asRuntimeException();
    }
    Tokens tokens = answer.getTokens();
    out.printf(
        "Signed in as %s, of tenant %s. The access token is good for 15 minutes.%n",
        tokens.getEmployee().getName(), tokens.getTenantId());
    calls.signedIn(tokens.getAccessToken());
    var _ =
        calls.call(
            "Ask what it may do",
            StaffServiceGrpc.getGetMyPermissionsMethod(),
            GetMyPermissionsRequest.getDefaultInstance());
  }
}
