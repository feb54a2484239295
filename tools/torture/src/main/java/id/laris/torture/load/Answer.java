package id.laris.torture.load;

import com.google.protobuf.Message;
import id.laris.torture.history.Outcome;
import org.jspecify.annotations.Nullable;

/** The end of a call: the message where it is DONE, else the reason why not. */
record Answer<A extends Message>(Outcome outcome, @Nullable A message, String reason) {

  boolean done() {
    return outcome == Outcome.DONE;
  }

  boolean unknown() {
    return outcome == Outcome.UNKNOWN;
  }

  /** The message of a call that is DONE. */
  A get() {
    if (message == null) {
      throw new IllegalStateException("not answered: " + reason);
    }
    return message;
  }
}
