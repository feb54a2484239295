package id.laris.promotion.promotion;

import id.laris.common.db.DeletableRow;
import id.laris.common.errors.Errors;
import id.laris.common.grpc.Protos;
import id.laris.pos.v1.Promotion.State;
import id.laris.pos.v1.PromotionLimits;
import id.laris.pos.v1.PromotionOffer;
import id.laris.pos.v1.PromotionResult.Reason;
import id.laris.pos.v1.PromotionRules;
import id.laris.promotion.json.ProtoJson;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Table;
import java.util.UUID;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

/** An offer to customers. */
@Entity
@Table(name = "promotion", schema = "promotion")
public class Promotion extends DeletableRow {

  private String name = "";

  @Column(name = "receipt_text")
  private String receiptText = "";

  private String description = "";

  @Enumerated(EnumType.STRING)
  private State state = State.DRAFT;

  @JdbcTypeCode(SqlTypes.JSON)
  private String rules = "{}";

  @JdbcTypeCode(SqlTypes.JSON)
  private @Nullable String limits;

  /** For Hibernate. */
  protected Promotion() {}

  Promotion(UUID id) {
    super(id);
  }

  /**
   * Takes over everything that can be changed. The database writes JSON in its own way, so what is
   * the same already stays as it is.
   */
  void take(id.laris.pos.v1.Promotion wanted) {
    become(wanted.getState());
    name = wanted.getName();
    receiptText = wanted.getReceiptText();
    description = wanted.getDescription();
    PromotionRules wantedRules = ProtoJson.withCanonicalIds(wanted.getRules());
    if (!rules().equals(wantedRules)) {
      rules = ProtoJson.write(wantedRules);
    }
    PromotionLimits wantedLimits = wanted.hasLimits() ? wanted.getLimits() : null;
    if (wantedLimits == null || !wantedLimits.equals(limits())) {
      limits = wantedLimits == null ? null : ProtoJson.write(wantedLimits);
    }
  }

  private void become(State wanted) {
    if (state == State.ENDED && wanted != State.ENDED) {
      throw Errors.illegalTransition("promotion", id(), state.name(), wanted.name());
    }
    state = wanted;
  }

  id.laris.pos.v1.Promotion toProto() {
    id.laris.pos.v1.Promotion.Builder proto =
        id.laris.pos.v1.Promotion.newBuilder()
            .setId(id().toString())
            .setName(name)
            .setReceiptText(receiptText)
            .setDescription(description)
            .setState(state)
            .setRules(rules())
            .setVersion(version());
    PromotionLimits known = limits();
    if (known != null) {
      proto.setLimits(known);
    }
    Protos.setTime(createdAt(), proto::setCreatedAt);
    Protos.setTime(updatedAt(), proto::setUpdatedAt);
    Protos.setTime(deletedAt(), proto::setDeletedAt);
    return proto.build();
  }

  /** The promotion as an offer, without all that is known about its use. */
  public PromotionOffer toOffer() {
    PromotionOffer.Builder offer =
        PromotionOffer.newBuilder()
            .setPromotionId(id().toString())
            .setName(printedName())
            .setPromotionVersion(version())
            .setRules(rules());
    PromotionLimits known = limits();
    if (known != null) {
      offer.setLimits(known);
    }
    return isKnown() ? offer.build() : offer.setObstacle(Reason.NOT_ACTIVE).build();
  }

  /** The text on receipts. */
  public String printedName() {
    return receiptText.isEmpty() ? name : receiptText;
  }

  public PromotionRules rules() {
    return ProtoJson.read(rules, PromotionRules.getDefaultInstance());
  }

  /** The limits; null for none. */
  public @Nullable PromotionLimits limits() {
    return limits == null ? null : ProtoJson.read(limits, PromotionLimits.getDefaultInstance());
  }

  /** The rules as they are stored, also what a later version has added. */
  String rulesJson() {
    return rules;
  }

  /** The limits as they are stored; null for none. */
  @Nullable String limitsJson() {
    return limits;
  }

  boolean hasState(State other) {
    return state == other;
  }

  /** Returns whether it applies to orders that fit. */
  public boolean isActive() {
    return state == State.ACTIVE && !isDeleted() && isKnown();
  }

  /** A later version may have stored rules or limits that are not known here. */
  private boolean isKnown() {
    return ProtoJson.isKnown(rules, PromotionRules.getDefaultInstance())
        && (limits == null || ProtoJson.isKnown(limits, PromotionLimits.getDefaultInstance()));
  }
}
