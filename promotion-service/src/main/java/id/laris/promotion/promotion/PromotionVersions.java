package id.laris.promotion.promotion;

import static java.util.stream.Collectors.toMap;

import id.laris.common.Caller;
import id.laris.common.Ids;
import id.laris.common.errors.Errors;
import id.laris.pos.v1.EvaluatePromotionsRequest.Version;
import id.laris.pos.v1.PromotionOffer;
import id.laris.pos.v1.PromotionResult.Reason;
import id.laris.pos.v1.PromotionRules;
import id.laris.promotion.json.ProtoJson;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.jdbc.core.namedparam.SqlParameterSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Every version that a promotion has had: a return prices what remains by the rules of then. */
@Component
public class PromotionVersions {

  private final JdbcClient jdbc;
  private final NamedParameterJdbcTemplate batches;
  private final Clock clock;

  PromotionVersions(JdbcClient jdbc, NamedParameterJdbcTemplate batches, Clock clock) {
    this.jdbc = jdbc;
    this.batches = batches;
    this.clock = clock;
  }

  /** Keeps the promotions as they are now, after each change. */
  void keep(List<Promotion> changed) {
    batches.batchUpdate(
        """
        insert into promotion.promotion_version (tenant_id, promotion_id, version, stored_at, receipt_text, rules, limits)
        values (:tenant, :id, :version, :now, :text, :rules::jsonb, :limits::jsonb)
        """,
        changed.stream().map(this::row).toArray(SqlParameterSource[]::new));
  }

  private SqlParameterSource row(Promotion promotion) {
    return new MapSqlParameterSource()
        .addValue("tenant", Caller.current().tenantId())
        .addValue("id", promotion.id())
        .addValue("version", promotion.version())
        .addValue("now", clock.instant().atOffset(ZoneOffset.UTC))
        .addValue("text", promotion.printedName())
        .addValue("rules", promotion.rulesJson())
        .addValue("limits", promotion.limitsJson(), Types.VARCHAR);
  }

  /**
   * The offers that these versions were, without their limits, in this order and each once, read in
   * the current transaction. Together they are as large as active promotions may be at the most: a
   * caller who names every version of many could have all memory filled.
   *
   * <p>Errors: NOT_FOUND; VALIDATION_FAILED where they are larger.
   */
  public List<PromotionOffer> find(List<Version> versions) {
    List<Version> wanted = versions.stream().map(PromotionVersions::canonical).distinct().toList();
    Map<Version, PromotionOffer> found =
        jdbc
            .sql(
                """
                select version.promotion_id, version.version, version.receipt_text,
                  case when sum(octet_length(version.rules::text)) over () <= :most then version.rules end as rules
                from promotion.promotion_version version
                join unnest(:ids, :versions) wanted (id, version)
                  on version.promotion_id = wanted.id and version.version = wanted.version
                where version.tenant_id = :tenant
                """)
            .param("tenant", Caller.current().tenantId())
            .param("most", ActivePromotionLimit.MOST_BYTES)
            .param("ids", wanted.stream().map(PromotionVersions::id).toArray(UUID[]::new))
            .param(
                "versions",
                wanted.stream().map(Version::getPromotionVersion).toArray(Integer[]::new))
            .query((row, number) -> read(row))
            .list()
            .stream()
            .collect(toMap(PromotionVersions::version, offer -> offer));
    return wanted.stream().map(version -> offer(found, version)).toList();
  }

  private static PromotionOffer offer(Map<Version, PromotionOffer> found, Version wanted) {
    PromotionOffer offer = found.get(wanted);
    if (offer == null) {
      throw Errors.notFound("promotion", id(wanted)).with("version", wanted.getPromotionVersion());
    }
    return offer;
  }

  private static Version version(PromotionOffer offer) {
    return Version.newBuilder()
        .setPromotionId(offer.getPromotionId())
        .setPromotionVersion(offer.getPromotionVersion())
        .build();
  }

  /** The same, with the id in the letters in which ids are written here. */
  private static Version canonical(Version version) {
    return version.toBuilder().setPromotionId(id(version).toString()).build();
  }

  private static UUID id(Version version) {
    return Ids.parse(version.getPromotionId());
  }

  private static PromotionOffer read(ResultSet row) throws SQLException {
    String rules = row.getString("rules");
    if (rules == null) {
      throw Errors.invalid(
          "versions",
          "name rules that are larger than %d bytes together: name fewer versions"
              .formatted(ActivePromotionLimit.MOST_BYTES));
    }
    PromotionRules empty = PromotionRules.getDefaultInstance();
    return PromotionOffer.newBuilder()
        .setPromotionId(row.getObject("promotion_id", UUID.class).toString())
        .setName(row.getString("receipt_text"))
        .setPromotionVersion(row.getInt("version"))
        .setRules(ProtoJson.read(rules, empty))
        .setObstacle(
            ProtoJson.isKnown(rules, empty) ? Reason.REASON_UNSPECIFIED : Reason.NOT_ACTIVE)
        .build();
  }
}
