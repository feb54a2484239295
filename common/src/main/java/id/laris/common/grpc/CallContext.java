package id.laris.common.grpc;

import id.laris.common.Caller;
import io.grpc.Context;
import io.grpc.Metadata;
import org.jspecify.annotations.Nullable;

/**
 * The facts of the call that is being handled: its RPC, trace and idempotency key. Made by {@link
 * CallInterceptor}, the outermost of all.
 */
public final class CallContext {

  static final Context.Key<CallContext> KEY = Context.key("laris-call");

  private final String service;
  private final String rpc;
  private final String traceId;
  private final @Nullable String idempotencyKey;
  private final Metadata credentials;
  private final @Nullable CallContext origin;
  private final boolean background;
  private volatile boolean replayed;
  private volatile @Nullable Caller caller;
  private volatile @Nullable Approval approval;

  CallContext(
      String service,
      String rpc,
      String traceId,
      @Nullable String idempotencyKey,
      Metadata credentials) {
    this(service, rpc, traceId, idempotencyKey, credentials, null, false);
  }

  private CallContext(
      String service,
      String rpc,
      String traceId,
      @Nullable String idempotencyKey,
      Metadata credentials,
      @Nullable CallContext origin,
      boolean background) {
    this.service = service;
    this.rpc = rpc;
    this.traceId = traceId;
    this.idempotencyKey = idempotencyKey;
    this.credentials = credentials;
    this.origin = origin;
    this.background = background;
  }

  /**
   * Creates the context of background work, in place of a call.
   *
   * @param credentials what its own calls to other services carry
   */
  public static CallContext background(String service, String name, Metadata credentials) {
    return new CallContext(
        service, name, Headers.traceId(new Metadata()), null, credentials, null, true);
  }

  /**
   * Returns the same call as a call of another service of this process, in whose schema it stores.
   */
  public CallContext by(String otherService) {
    return new CallContext(
        otherService, rpc, traceId, idempotencyKey, credentials, this, background);
  }

  /** The given context with these facts in it. */
  public Context in(Context context) {
    return context.withValue(KEY, this);
  }

  /** The call that the current code handles. */
  public static CallContext current() {
    CallContext call = KEY.get();
    if (call == null) {
      throw new IllegalStateException("no call: this code runs outside of one");
    }
    return call;
  }

  public static @Nullable CallContext currentOrNull() {
    return KEY.get();
  }

  /** Returns whether this is background work, for which no caller waits. */
  public boolean isBackground() {
    return background;
  }

  /** Full name of the service, such as {@code pos.v1.SalesService}. */
  public String service() {
    return service;
  }

  /** Name of the RPC in its service, such as {@code CompleteOrder}. */
  public String rpc() {
    return rpc;
  }

  /** 32 hexadecimal digits, the caller's where it sent a {@code traceparent}. */
  public String traceId() {
    return traceId;
  }

  /** Returns the {@code idempotency-key} of the call; null without one. */
  public @Nullable String idempotencyKey() {
    return idempotencyKey;
  }

  /**
   * Returns the caller's credentials, to be forwarded to the other services and never to be logged.
   */
  public Metadata credentials() {
    return credentials;
  }

  /** Records the caller, for the log. */
  void calledBy(Caller known) {
    caller = known;
  }

  /** Returns the tenant of the caller; "-" without a caller. */
  String tenant() {
    Caller known = caller;
    return known == null ? "-" : known.tenantId().toString();
  }

  /**
   * Returns whether one of the services of Laris calls in its own name, as readers of events do.
   */
  boolean isByService() {
    Caller known = caller;
    return known != null && known.isService();
  }

  /** Records the approval that the call uses. */
  public void approvedBy(Approval used) {
    approval = used;
  }

  /** Returns the approval by which the caller may do more than its scopes say; null for none. */
  public @Nullable Approval approval() {
    return approval == null && origin != null ? origin.approval() : approval;
  }

  /** Marks the answer as a stored one. */
  public void markReplayed() {
    replayed = true;
    if (origin != null) {
      origin.markReplayed();
    }
  }

  boolean replayed() {
    return replayed;
  }
}
