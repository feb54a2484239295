package id.laris.sales.settings;

import id.laris.common.db.Outbox;
import id.laris.common.db.Reads;
import id.laris.common.db.Writes;
import id.laris.common.grpc.Protos;
import id.laris.events.types.SalesEvents;
import id.laris.pos.v1.GetSalesSettingsRequest;
import id.laris.pos.v1.GetSalesSettingsResponse;
import id.laris.pos.v1.UpdateSalesSettingsRequest;
import id.laris.pos.v1.UpdateSalesSettingsResponse;
import java.util.Set;
import org.springframework.stereotype.Component;

/** Reads and changes the settings of the tenant. */
@Component
public class SettingsActions {

  private static final Set<String> UPDATABLE =
      Set.of(
          "currency",
          "time_zone",
          "business_day_cutoff_minutes",
          "discount_limit_ppm",
          "rounding_increment",
          "shop_name",
          "shop_address",
          "tax_number",
          "receipt_footer",
          "language",
          "sell_without_promotions",
          "require_open_shift");

  private final SalesSettings settings;
  private final CurrentSettings current;
  private final Outbox outbox;
  private final Writes writes;
  private final Reads reads;

  SettingsActions(
      SalesSettings settings, CurrentSettings current, Outbox outbox, Writes writes, Reads reads) {
    this.settings = settings;
    this.current = current;
    this.outbox = outbox;
    this.writes = writes;
    this.reads = reads;
  }

  public GetSalesSettingsResponse get(GetSalesSettingsRequest request) {
    return reads.run(
        () ->
            GetSalesSettingsResponse.newBuilder().setSettings(toProto(settings.current())).build());
  }

  /** Takes over the fields that the mask names. */
  public UpdateSalesSettingsResponse update(UpdateSalesSettingsRequest request) {
    return writes.once(
        request,
        UpdateSalesSettingsResponse.parser(),
        () -> {
          SalesSetting setting = settings.lock(SalesSetting.ID).orElseGet(this::defaults);
          setting.requireVersion("sales settings", request.hasVersion(), request.getVersion());
          Protos.paths(request.getUpdateMask(), UPDATABLE)
              .forEach(path -> update(setting, path, request.getSettings()));
          settings.flush();
          current.changing();
          id.laris.pos.v1.SalesSettings changed = toProto(setting);
          if (setting.hasChanged()) {
            outbox.add(SalesEvents.SALES_SETTINGS_CHANGED, setting, changed);
          }
          return UpdateSalesSettingsResponse.newBuilder().setSettings(changed).build();
        });
  }

  /**
   * The defaults, stored: only a row that is there can be locked. They are version 0 as they were
   * while nothing was stored, so that the first change counts.
   */
  private SalesSetting defaults() {
    return settings.saveAndFlush(new SalesSetting());
  }

  private static void update(
      SalesSetting setting, String path, id.laris.pos.v1.SalesSettings wanted) {
    switch (path) {
      case "currency" ->
          setting.setCurrency(Protos.currency("settings.currency", wanted.getCurrency()));
      case "time_zone" ->
          setting.setTimeZone(Protos.timeZone("settings.time_zone", wanted.getTimeZone()));
      case "business_day_cutoff_minutes" ->
          setting.setBusinessDayCutoffMinutes(wanted.getBusinessDayCutoffMinutes());
      case "discount_limit_ppm" -> setting.setDiscountLimitPpm(wanted.getDiscountLimitPpm());
      case "rounding_increment" -> setting.setRoundingIncrement(wanted.getRoundingIncrement());
      case "shop_name" -> setting.setShopName(wanted.getShopName());
      case "shop_address" -> setting.setShopAddress(wanted.getShopAddress());
      case "tax_number" -> setting.setTaxNumber(wanted.getTaxNumber());
      case "receipt_footer" -> setting.setReceiptFooter(wanted.getReceiptFooter());
      case "sell_without_promotions" ->
          setting.setSellWithoutPromotions(wanted.getSellWithoutPromotions());
      case "require_open_shift" -> setting.setRequireOpenShift(wanted.getRequireOpenShift());
      default -> setting.setLanguage(Protos.required("settings.language", wanted.getLanguage()));
    }
  }

  private static id.laris.pos.v1.SalesSettings toProto(SalesSetting setting) {
    id.laris.pos.v1.SalesSettings.Builder proto =
        id.laris.pos.v1.SalesSettings.newBuilder()
            .setCurrency(setting.currency())
            .setTimeZone(setting.timeZone())
            .setBusinessDayCutoffMinutes(setting.businessDayCutoffMinutes())
            .setDiscountLimitPpm(setting.discountLimitPpm())
            .setRoundingIncrement(setting.roundingIncrement())
            .setShopName(setting.shopName())
            .setShopAddress(setting.shopAddress())
            .setTaxNumber(setting.taxNumber())
            .setReceiptFooter(setting.receiptFooter())
            .setLanguage(setting.language())
            .setSellWithoutPromotions(setting.sellWithoutPromotions())
            .setRequireOpenShift(setting.requireOpenShift())
            .setVersion(setting.version());
    Protos.setTime(setting.updatedAt(), proto::setUpdatedAt);
    return proto.build();
  }
}
