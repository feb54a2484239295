package id.laris.common.errors;

import io.grpc.Status.Code;

/**
 * The error catalogue: what callers find in {@code ErrorInfo.reason}, with the stable code, the
 * gRPC status and the HTTP status of each. {@code docs/errors.md} lists the same; a test compares
 * the two.
 */
public enum Reason {
  VALIDATION_FAILED("ERR-0001", Code.INVALID_ARGUMENT, 400),
  UNAUTHENTICATED("ERR-0002", Code.UNAUTHENTICATED, 401),
  PERMISSION_DENIED("ERR-0003", Code.PERMISSION_DENIED, 403),
  NOT_FOUND("ERR-0004", Code.NOT_FOUND, 404),
  ALREADY_EXISTS("ERR-0005", Code.ALREADY_EXISTS, 409),
  VERSION_CONFLICT("ERR-0006", Code.ABORTED, 409),
  IDEMPOTENCY_KEY_REUSED("ERR-0007", Code.INVALID_ARGUMENT, 422),
  RATE_LIMITED("ERR-0008", Code.RESOURCE_EXHAUSTED, 429),
  ILLEGAL_STATE_TRANSITION("ERR-0009", Code.FAILED_PRECONDITION, 409),
  UNAVAILABLE("ERR-0010", Code.UNAVAILABLE, 503),
  INVALID_PAGE_TOKEN("ERR-0011", Code.INVALID_ARGUMENT, 400),
  INTERNAL("ERR-0099", Code.INTERNAL, 500),
  SKU_ALREADY_EXISTS("ERR-1001", Code.ALREADY_EXISTS, 409),
  BARCODE_ALREADY_ASSIGNED("ERR-1002", Code.ALREADY_EXISTS, 409),
  CATEGORY_NOT_FOUND("ERR-1003", Code.NOT_FOUND, 404),
  ITEM_INACTIVE("ERR-1005", Code.FAILED_PRECONDITION, 422),
  PRICE_NOT_POSITIVE("ERR-1007", Code.INVALID_ARGUMENT, 400),
  PRICE_NOT_SET("ERR-1009", Code.FAILED_PRECONDITION, 422),
  CATEGORY_IN_USE("ERR-1010", Code.FAILED_PRECONDITION, 422),
  MODIFIER_SELECTION_INVALID("ERR-1011", Code.FAILED_PRECONDITION, 422),
  REASON_REQUIRED("ERR-2007", Code.INVALID_ARGUMENT, 400),
  INSUFFICIENT_PAYMENT("ERR-3001", Code.FAILED_PRECONDITION, 422),
  ORDER_VOIDED("ERR-3002", Code.FAILED_PRECONDITION, 409),
  DISCOUNT_TOO_HIGH("ERR-3008", Code.FAILED_PRECONDITION, 422),
  ORDER_EMPTY("ERR-3009", Code.FAILED_PRECONDITION, 422),
  PAYMENT_EXCEEDS_BALANCE("ERR-3010", Code.FAILED_PRECONDITION, 422),
  CURRENCY_MISMATCH("ERR-3011", Code.FAILED_PRECONDITION, 422);

  private final String code;
  private final Code grpc;
  private final int http;

  Reason(String code, Code grpc, int http) {
    this.code = code;
    this.grpc = grpc;
    this.http = http;
  }

  /** The stable code, such as {@code ERR-1001}: in the metadata of every error. */
  public String code() {
    return code;
  }

  public Code grpc() {
    return grpc;
  }

  public int http() {
    return http;
  }
}
