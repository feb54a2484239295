package id.laris.staff.commission;

import id.laris.common.Ids;
import id.laris.common.db.TenantRow;
import id.laris.common.grpc.Protos;
import id.laris.pos.v1.Commission.Kind;
import id.laris.staff.time.Period;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Table;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** An entry in the ledger of commissions. */
@Entity
@Table(name = "commission", schema = "staff")
public class Commission extends TenantRow {

  @Column(name = "employee_id")
  private UUID employeeId;

  @Enumerated(EnumType.STRING)
  private Kind kind = Kind.PAID;

  private long amount;
  private String currency = "";

  @Column(name = "order_id")
  private @Nullable UUID orderId;

  @Column(name = "item_id")
  private @Nullable UUID itemId;

  @Column(name = "receipt_number")
  private String receiptNumber = "";

  @Column(name = "business_date")
  private @Nullable LocalDate businessDate;

  private @Nullable Long net;
  private long quantity;

  @Column(name = "rule_id")
  private @Nullable UUID ruleId;

  @Column(name = "rule_version")
  private int ruleVersion;

  private String reference = "";

  @Column(name = "occurred_at")
  private Instant occurredAt;

  /** For Hibernate, which fills in the rest. */
  @SuppressWarnings("NullAway")
  protected Commission() {}

  /** A payout, which takes its amount from what is due. */
  Commission(
      UUID id, UUID employeeId, long paid, String currency, String reference, Instant paidAt) {
    super(id);
    this.employeeId = employeeId;
    this.amount = -paid;
    this.currency = currency;
    this.reference = reference;
    this.occurredAt = paidAt;
  }

  /** Returns whether it is a payout of the same content, at whatever time. */
  boolean isSamePayout(Commission other) {
    return kind == Kind.PAID
        && employeeId.equals(other.employeeId)
        && amount == other.amount
        && currency.equals(other.currency)
        && reference.equals(other.reference);
  }

  id.laris.pos.v1.Commission toProto() {
    id.laris.pos.v1.Commission.Builder proto =
        id.laris.pos.v1.Commission.newBuilder()
            .setId(id().toString())
            .setEmployeeId(employeeId.toString())
            .setKind(kind)
            .setAmount(Protos.money(amount, currency))
            .setOrderId(Ids.text(orderId))
            .setItemId(Ids.text(itemId))
            .setReceiptNumber(receiptNumber)
            .setQuantity(quantity)
            .setRuleId(Ids.text(ruleId))
            .setRuleVersion(ruleVersion)
            .setReference(reference)
            .setOccurredAt(Protos.timestamp(occurredAt));
    if (businessDate != null) {
      proto.setBusinessDate(Period.toProto(businessDate));
    }
    if (net != null) {
      proto.setNet(Protos.money(net, currency));
    }
    Protos.setTime(createdAt(), proto::setRecordedAt);
    return proto.build();
  }
}
