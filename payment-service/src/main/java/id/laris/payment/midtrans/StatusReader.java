package id.laris.payment.midtrans;

import id.laris.common.grpc.Protos;
import id.laris.common.money.Amounts;
import id.laris.payment.gateway.GatewayFailure;
import id.laris.payment.gateway.GatewayStatus;
import id.laris.payment.gateway.GatewayStatus.ReportedRefund;
import id.laris.payment.gateway.PaymentStates;
import id.laris.pos.v1.PaymentInstructions;
import id.laris.pos.v1.PaymentTransaction.State;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;

/** Reads the status of a payment from the gateway's answer. */
final class StatusReader {

  private static final Logger log = LoggerFactory.getLogger(StatusReader.class);
  private static final String ORIGINAL_AMOUNT = "original_amount";

  private final MidtransRequest request;
  private final MidtransBody body;
  private final String status;

  private StatusReader(MidtransRequest request, MidtransBody body, String statusIfAbsent) {
    this.request = request;
    this.body = body;
    String found = body.text("transaction_status").toLowerCase(Locale.ROOT);
    this.status = found.isEmpty() ? statusIfAbsent : found;
  }

  /**
   * Returns the status of the payment.
   *
   * @param statusIfAbsent the status that the answer's code implies where it has none; empty for
   *     none
   * @throws GatewayFailure LOST where the answer has no status of the payment that was asked for
   */
  static GatewayStatus read(MidtransRequest request, MidtransBody body, String statusIfAbsent) {
    return new StatusReader(request, body, statusIfAbsent).read();
  }

  private GatewayStatus read() {
    if (!body.raw("order_id").equals(request.orderId())) {
      throw lost("it is for another payment");
    }
    State state = MidtransStatus.toState(status, body.text("fraud_status"));
    if (state == State.STATE_UNSPECIFIED) {
      throw lost("its transaction_status is unknown");
    }
    if (!body.raw("currency").isEmpty() && !body.raw("currency").equals("IDR")) {
      throw lost("it is not in rupiah");
    }
    long gross = amount("gross_amount", body.raw("gross_amount"));
    long requested = requestedAmount(gross);
    List<ReportedRefund> refunds = refunds();
    return new GatewayStatus(
        request.orderId(),
        body.text("transaction_id"),
        status,
        state,
        gross,
        requested,
        refunded(state, requested, refunds),
        refunds,
        instructions(),
        paidAt(state),
        body.text("masked_card"),
        body.text("approval_code"),
        body.text("issuer").isEmpty() ? body.text("bank") : body.text("issuer"),
        message(state));
  }

  /** Returns the amount without a fee that the gateway added for the customer. */
  private long requestedAmount(long gross) {
    String original =
        body.node("metadata")
            .path("extra_info")
            .path("gross_amount_info")
            .path(ORIGINAL_AMOUNT)
            .asString("");
    return original.isEmpty() ? gross : amount(ORIGINAL_AMOUNT, original);
  }

  private List<ReportedRefund> refunds() {
    List<ReportedRefund> refunds = new ArrayList<>();
    for (JsonNode refund : body.node("refunds").values()) {
      refunds.add(
          new ReportedRefund(
              MidtransBody.printable(refund.path("refund_key").asString("")),
              amount("refund_amount of a refund", refund.path("refund_amount").asString("")),
              MidtransBody.printable(refund.path("reason").asString(""))));
    }
    return refunds;
  }

  private long refunded(State state, long requested, List<ReportedRefund> refunds) {
    String sum = body.raw("refund_amount");
    if (!sum.isEmpty()) {
      return amount("refund_amount", sum);
    }
    if (!refunds.isEmpty()) {
      return refunds.stream().mapToLong(ReportedRefund::amount).reduce(0, Amounts::add);
    }
    return state == State.REFUNDED ? requested : 0;
  }

  private PaymentInstructions instructions() {
    PaymentInstructions.Builder instructions =
        PaymentInstructions.newBuilder()
            .setQrString(body.text("qr_string"))
            .setQrImageUrl(action("generate-qr-code"))
            .setDeeplinkUrl(action("deeplink-redirect"))
            .setBillerCode(body.text("biller_code"))
            .setBillKey(body.text("bill_key"))
            .setPaymentCode(body.text("payment_code"))
            .setRedirectUrl(body.text("redirect_url"));
    JsonNode account = body.node("va_numbers").path(0);
    if (!body.text("permata_va_number").isEmpty()) {
      instructions.setBank("permata").setVaNumber(body.text("permata_va_number"));
    } else if (account.isObject()) {
      instructions
          .setBank(MidtransBody.printable(account.path("bank").asString("")))
          .setVaNumber(MidtransBody.printable(account.path("va_number").asString("")));
    }
    Protos.setTime(JakartaTime.parse(body.text("expiry_time")), instructions::setExpiresAt);
    return instructions.build();
  }

  /** Returns the URL of the action with this name; actions come in any order. */
  private String action(String name) {
    for (JsonNode action : body.node("actions").values()) {
      if (action.path("name").asString("").equals(name)) {
        return MidtransBody.printable(action.path("url").asString(""));
      }
    }
    return "";
  }

  private @Nullable Instant paidAt(State state) {
    if (!PaymentStates.wasPaid(state)) {
      return null;
    }
    Instant settled = JakartaTime.parse(body.text("settlement_time"));
    return settled == null ? JakartaTime.parse(body.text("transaction_time")) : settled;
  }

  private String message(State state) {
    if (state != State.DENIED && state != State.FAILED) {
      return "";
    }
    String bank = body.text("channel_response_message");
    return bank.isEmpty() ? body.text("status_message") : bank;
  }

  private long amount(String field, String text) {
    return Rupiah.parseToMinor(text).orElseThrow(() -> lost("its " + field + " is not an amount"));
  }

  private GatewayFailure lost(String why) {
    log.warn(
        "the gateway's answer to {} of {} cannot be understood: {}",
        request.operation().label(),
        request.orderId(),
        why);
    return new GatewayFailure(
        GatewayFailure.Kind.LOST, "The gateway's answer cannot be understood: " + why + ".");
  }
}
