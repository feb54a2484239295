package id.laris.staff.time;

import com.google.type.DayOfWeek;
import id.laris.common.db.Outbox;
import id.laris.common.db.Reads;
import id.laris.common.db.Writes;
import id.laris.common.errors.Errors;
import id.laris.common.grpc.Protos;
import id.laris.events.types.StaffEvents;
import id.laris.pos.v1.GetTimeSettingsRequest;
import id.laris.pos.v1.GetTimeSettingsResponse;
import id.laris.pos.v1.TimeSettings;
import id.laris.pos.v1.UpdateTimeSettingsRequest;
import id.laris.pos.v1.UpdateTimeSettingsResponse;
import java.util.Set;
import org.springframework.stereotype.Component;

/** Reads and changes the settings of the tenant for times of work. */
@Component
public class TimeSettingsActions {

  private static final Set<String> UPDATABLE =
      Set.of(
          "max_hours",
          "daily_overtime_after_minutes",
          "weekly_overtime_after_minutes",
          "week_start",
          "rounding_minutes");

  private final TimeSettingRows settings;
  private final Outbox outbox;
  private final Writes writes;
  private final Reads reads;

  TimeSettingsActions(TimeSettingRows settings, Outbox outbox, Writes writes, Reads reads) {
    this.settings = settings;
    this.outbox = outbox;
    this.writes = writes;
    this.reads = reads;
  }

  public GetTimeSettingsResponse get(GetTimeSettingsRequest request) {
    return reads.run(
        () ->
            GetTimeSettingsResponse.newBuilder().setSettings(settings.current().toProto()).build());
  }

  /** Takes over the fields that the mask names. Errors: VERSION_CONFLICT; VALIDATION_FAILED. */
  public UpdateTimeSettingsResponse update(UpdateTimeSettingsRequest request) {
    return writes.once(
        request,
        UpdateTimeSettingsResponse.parser(),
        () -> {
          TimeSetting setting = settings.lock(TimeSetting.ID).orElseGet(this::defaults);
          setting.requireVersion("time settings", request.hasVersion(), request.getVersion());
          setting.take(updated(setting.toProto(), request));
          settings.flush();
          TimeSettings stored = setting.toProto();
          if (setting.hasChanged()) {
            outbox.add(StaffEvents.TIME_SETTINGS_UPDATED, setting, stored);
          }
          return UpdateTimeSettingsResponse.newBuilder().setSettings(stored).build();
        });
  }

  /**
   * The defaults, stored: only a row that is there can be locked. They are version 0 as they were
   * while nothing was stored, so that the first change counts.
   */
  private TimeSetting defaults() {
    TimeSetting stored = settings.saveAndFlush(new TimeSetting());
    boolean _ = stored.hasChanged();
    return stored;
  }

  private static TimeSettings updated(TimeSettings current, UpdateTimeSettingsRequest request) {
    TimeSettings updated =
        Protos.updated(
            "settings",
            current,
            request.getSettings(),
            Protos.paths(request.getUpdateMask(), UPDATABLE));
    if (updated.getMaxHours() == 0) {
      throw Errors.invalid("settings.max_hours", "must be 1 or more");
    }
    if (updated.getWeekStart() == DayOfWeek.DAY_OF_WEEK_UNSPECIFIED) {
      throw Errors.invalid("settings.week_start", "must be a day of the week");
    }
    return updated;
  }
}
