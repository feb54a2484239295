/**
 * The tools for testing the services: in-process gRPC with the real interceptors, a real Postgres,
 * fakes and no mocks.
 */
@NullMarked
package id.laris.testkit;

import org.jspecify.annotations.NullMarked;
