package id.laris.staff.signin;

import id.laris.common.Caller;
import id.laris.common.db.Writes;
import id.laris.pos.v1.Session.End;
import id.laris.pos.v1.SignOutRequest;
import id.laris.pos.v1.SignOutResponse;
import id.laris.staff.token.EndSessions;
import java.util.List;
import org.springframework.stereotype.Component;

/** Ends the session of the caller, or every one of the employee. */
@Component
public class SignOut {

  private final EndSessions endSessions;
  private final Writes writes;

  SignOut(EndSessions endSessions, Writes writes) {
    this.endSessions = endSessions;
    this.writes = writes;
  }

  public SignOutResponse run(SignOutRequest request) {
    Caller caller = Caller.current();
    int ended =
        writes.run(
            () ->
                endSessions.of(
                    List.of(caller.membershipId()),
                    session -> request.getEverywhere() || session.id().equals(caller.sessionId()),
                    End.SIGNED_OUT));
    return SignOutResponse.newBuilder().setEndedSessions(ended).build();
  }
}
