package id.laris.simulator;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A transaction as the simulator has it at one moment.
 *
 * @param status as Midtrans spells it, such as {@code partial_refund}
 * @param grossAmount whole rupiah, with the customer's fee
 * @param originalAmount whole rupiah, as charged
 * @param refundedAmount whole rupiah, of all refunds together
 * @param refundKeys in the order of the refunds
 * @param acquirer of QRIS, else null
 * @param code what the customer types: VA number, bill key or payment code; null where there is
 *     none
 * @param qrString what the customer scans; null where there is nothing to scan
 */
public record Snapshot(
    String orderId,
    String transactionId,
    String status,
    @Nullable String fraudStatus,
    long grossAmount,
    long originalAmount,
    long refundedAmount,
    String paymentType,
    List<String> refundKeys,
    @Nullable String acquirer,
    @Nullable String code,
    @Nullable String qrString,
    Instant createdAt,
    @Nullable Instant expiresAt) {}
