package id.laris.staff.token;

import id.laris.common.db.Outbox;
import id.laris.events.types.StaffEvents;
import id.laris.pos.v1.Session.End;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.function.Predicate;
import org.springframework.stereotype.Component;

/**
 * Ends sessions in the current transaction. Their tokens are refused as soon as the processes ask
 * again, within five seconds.
 */
@Component
public class EndSessions {

  private final Sessions sessions;
  private final Outbox outbox;
  private final Clock clock;

  EndSessions(Sessions sessions, Outbox outbox, Clock clock) {
    this.sessions = sessions;
    this.outbox = outbox;
    this.clock = clock;
  }

  /** Ends the sessions of these employees that meet the condition; returns how many. */
  public int of(Collection<UUID> employeeIds, Predicate<Session> which, End reason) {
    if (employeeIds.isEmpty()) {
      return 0;
    }
    List<Session> ended = sessions.lockOpenOf(employeeIds).stream().filter(which).toList();
    end(ended, reason);
    return ended.size();
  }

  /** Ends the sessions at a register. */
  public void atRegister(UUID registerId) {
    end(sessions.lockOpenAt(registerId, clock.instant()), End.REGISTER_CLOSED);
  }

  private void end(List<Session> ended, End reason) {
    Instant now = clock.instant();
    ended.forEach(session -> session.end(reason, now));
    outbox.addAll(
        sessions.saveAllAndFlush(ended).stream()
            .map(session -> StaffEvents.SESSION_ENDED.of(session, session.toProto()))
            .toList());
  }
}
