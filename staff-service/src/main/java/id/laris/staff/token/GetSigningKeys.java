package id.laris.staff.token;

import id.laris.pos.v1.GetSigningKeysRequest;
import id.laris.pos.v1.GetSigningKeysResponse;
import org.springframework.stereotype.Component;

/** Returns the public keys that tokens are checked with. */
@Component
public class GetSigningKeys {

  private final SigningKeyRing keys;

  GetSigningKeys(SigningKeyRing keys) {
    this.keys = keys;
  }

  public GetSigningKeysResponse run(GetSigningKeysRequest request) {
    return GetSigningKeysResponse.newBuilder().setJwks(keys.publicKeys()).build();
  }
}
