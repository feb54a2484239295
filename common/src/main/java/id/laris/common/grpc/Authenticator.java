package id.laris.common.grpc;

import id.laris.common.Caller;
import io.grpc.Metadata;

/** Identifies the caller from the metadata of a call. */
public interface Authenticator {

  /**
   * The caller.
   *
   * @throws id.laris.common.errors.PosException UNAUTHENTICATED where there are no credentials, or
   *     bad ones
   */
  Caller authenticate(Metadata headers);
}
