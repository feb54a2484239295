/**
 * How the services are tested: through in-process gRPC with the real interceptors, on a real
 * Postgres, with fakes and no mocks.
 */
@NullMarked
package id.laris.testkit;

import org.jspecify.annotations.NullMarked;
