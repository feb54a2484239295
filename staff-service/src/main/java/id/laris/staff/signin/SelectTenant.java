package id.laris.staff.signin;

import id.laris.common.Ids;
import id.laris.common.errors.Errors;
import id.laris.pos.v1.SelectTenantRequest;
import id.laris.pos.v1.SelectTenantResponse;
import org.springframework.stereotype.Component;

/** Signs in to one of the tenants that a sign-in has left open, once. Errors: UNAUTHENTICATED. */
@Component
public class SelectTenant {

  private final TenantChoices choices;
  private final SignIn signIn;

  SelectTenant(TenantChoices choices, SignIn signIn) {
    this.choices = choices;
    this.signIn = signIn;
  }

  public SelectTenantResponse run(SelectTenantRequest request) {
    return choices
        .take(request.getSelectionToken(), Ids.parse(request.getTenantId()))
        .map(signIn::begin)
        .map(tokens -> SelectTenantResponse.newBuilder().setTokens(tokens).build())
        .orElseThrow(
            () ->
                Errors.unauthenticated(
                    "The selection token is wrong, used or too old, or does not offer this tenant:"
                        + " sign in again."));
  }
}
