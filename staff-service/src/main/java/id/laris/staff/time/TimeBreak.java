package id.laris.staff.time;

import id.laris.common.grpc.Protos;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/**
 * A break of an employee.
 *
 * @param endedAt null while the employee has it
 */
record TimeBreak(Instant startedAt, @Nullable Instant endedAt, boolean paid) {

  private static final JsonMapper MAPPER = JsonMapper.builder().build();
  private static final TypeReference<List<TimeBreak>> LIST = new TypeReference<>() {};

  static List<TimeBreak> read(String json) {
    return MAPPER.readValue(json, LIST);
  }

  static String write(List<TimeBreak> breaks) {
    return MAPPER.writeValueAsString(breaks);
  }

  /** The breaks of a request, in microseconds as the database keeps them. */
  static List<TimeBreak> of(List<id.laris.pos.v1.TimeEntry.Break> wanted) {
    return wanted.stream()
        .map(
            one ->
                new TimeBreak(
                    Protos.instant("breaks.started_at", one.getStartedAt()),
                    one.hasEndedAt() ? Protos.instant("breaks.ended_at", one.getEndedAt()) : null,
                    one.getPaid()))
        .toList();
  }

  TimeBreak until(Instant end) {
    return new TimeBreak(startedAt, end, paid);
  }

  boolean isOver() {
    return endedAt != null;
  }

  id.laris.pos.v1.TimeEntry.Break toProto() {
    id.laris.pos.v1.TimeEntry.Break.Builder proto =
        id.laris.pos.v1.TimeEntry.Break.newBuilder()
            .setStartedAt(Protos.timestamp(startedAt))
            .setPaid(paid);
    Protos.setTime(endedAt, proto::setEndedAt);
    return proto.build();
  }
}
