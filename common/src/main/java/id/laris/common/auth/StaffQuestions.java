package id.laris.common.auth;

import id.laris.pos.v1.CheckCredentialRequest;
import id.laris.pos.v1.CheckCredentialResponse;
import java.util.UUID;

/** The questions that authentication has for staff-service, which may be another process. */
public interface StaffQuestions {

  /**
   * Asks for what a credential is good for now.
   *
   * @param tenantId the tenant of the credential; the nil UUID where it is not known yet
   * @throws id.laris.common.errors.PosException UNAVAILABLE
   */
  CheckCredentialResponse check(UUID tenantId, CheckCredentialRequest request);

  /**
   * Asks for the public keys of the tokens, as a JWK Set.
   *
   * @throws id.laris.common.errors.PosException UNAVAILABLE
   */
  String signingKeys();
}
