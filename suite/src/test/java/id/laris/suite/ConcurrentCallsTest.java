package id.laris.suite;

import static java.util.Comparator.comparing;
import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor.JavaType;
import com.google.protobuf.FieldMask;
import com.google.protobuf.Message;
import id.laris.common.grpc.Rpcs.Repetition;
import id.laris.testkit.Parallel;
import id.laris.testkit.Parallel.Outcome;
import id.laris.testkit.TestCalls;
import io.grpc.Channel;
import io.grpc.Status;
import io.grpc.Status.Code;
import io.grpc.StatusRuntimeException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/**
 * Calls that change the same things at the same moment are done or refused: locks and keys that
 * they meet in the database are no failure of the server.
 */
@SuiteWalk
class ConcurrentCallsTest {

  private static final int AT_ONCE = 8;
  private static final Set<Code> FAILURES = Set.of(Code.INTERNAL, Code.UNKNOWN, Code.UNAVAILABLE);

  /** The beginnings of the names of RPCs after which not much can be done with a thing. */
  private static final List<String> ENDING =
      List.of("Cancel", "Commit", "Complete", "Delete", "Finalize", "Receive", "Release", "Void");

  @Autowired TestCalls calls;
  @Autowired EveryRpc everyRpc;

  private final Random random = new Random(18);
  private final List<String> failures = new ArrayList<>();
  private final Set<String> done = new TreeSet<>();
  private final Set<String> refused = new TreeSet<>();
  private int number;

  @Test
  void noWriteFailsBesideItselfOrTheOtherWritesOfItsNoun() {
    Map<String, List<EveryRpc.Callable>> byNoun =
        everyRpc.ofTenants().stream()
            .filter(rpc -> rpc.rpc().repetition() != Repetition.READS)
            .collect(groupingBy(rpc -> rpc.rpc().descriptor().getInputType().getFile().getName()));

    byNoun.values().forEach(this::inPairs);

    assertThat(failures).isEmpty();
    refused.removeAll(done);
    // A walk on which nearly everything is refused would prove nothing.
    assertThat(done).as("refused: %s", refused).hasSizeGreaterThan(2 * refused.size());
  }

  private void inPairs(List<EveryRpc.Callable> writes) {
    List<EveryRpc.Callable> endsLast =
        writes.stream()
            .sorted(comparing(rpc -> ENDING.stream().anyMatch(rpc.name()::startsWith)))
            .toList();
    for (int i = 0; i < endsLast.size(); i++) {
      Channel channel = calls.as(UUID.randomUUID());
      World first = World.of(channel);
      World second = World.of(channel, "2");
      for (EveryRpc.Callable other : endsLast.subList(i, endsLast.size())) {
        atOnce(channel, endsLast.get(i), other, first, second);
      }
    }
  }

  /** Half of the calls are of the one RPC, half of the other, about the same two of each thing. */
  private void atOnce(
      Channel channel, EveryRpc.Callable one, EveryRpc.Callable other, World first, World second) {
    List<EveryRpc.Callable> rpcs = new ArrayList<>();
    List<Message> requests = new ArrayList<>();
    for (int i = 0; i < AT_ONCE; i++) {
      EveryRpc.Callable rpc = i % 2 == 0 ? one : other;
      rpcs.add(rpc);
      requests.add(request(rpc, first, second));
    }

    List<Outcome<Message>> outcomes =
        Parallel.times(AT_ONCE, i -> rpcs.get(i).call(channel, requests.get(i)));

    for (int i = 0; i < AT_ONCE; i++) {
      note(rpcs.get(i), i % 2 == 0 ? other : one, outcomes.get(i));
    }
  }

  private void note(EveryRpc.Callable rpc, EveryRpc.Callable beside, Outcome<Message> outcome) {
    if (outcome instanceof Outcome.Failure<Message>(Throwable thrown)) {
      Status status =
          thrown instanceof StatusRuntimeException answer
              ? answer.getStatus()
              : Status.UNKNOWN.withCause(thrown);
      refused.add(rpc.name());
      if (FAILURES.contains(status.getCode())) {
        failures.add("%s beside %s: %s".formatted(rpc.name(), beside.name(), status));
      }
    } else {
      done.add(rpc.name());
    }
  }

  /**
   * A request about things of the one world or the other; where it takes several, sometimes about
   * both, in any order.
   */
  private Message request(EveryRpc.Callable rpc, World first, World second) {
    RequestMaker requests =
        new RequestMaker(field -> (random.nextBoolean() ? first : second).id(field));
    Message request = requests.make(rpc.emptyRequest());
    if (random.nextBoolean()) {
      request = request.toBuilder().mergeFrom(requests.make(rpc.emptyRequest())).build();
    }
    Message.Builder varied = request.toBuilder();
    vary(varied);
    return varied.build();
  }

  /** New names, so that each update changes something; and sometimes a move to another parent. */
  private void vary(Message.Builder builder) {
    builder.getAllFields().forEach((field, value) -> vary(builder, field, value));
    FieldDescriptor mask = builder.getDescriptorForType().findFieldByName("update_mask");
    if (mask != null && random.nextBoolean()) {
      builder.setField(mask, moved(builder, (FieldMask) builder.getField(mask)));
    }
  }

  private void vary(Message.Builder builder, FieldDescriptor field, Object value) {
    if (field.isRepeated()) {
      return;
    }
    if (field.getJavaType() == JavaType.MESSAGE
        && field.getMessageType().getFile().getPackage().equals("pos.v1")) {
      Message.Builder inner = ((Message) value).toBuilder();
      vary(inner);
      builder.setField(field, inner.build());
    } else if (Set.of("name", "notes", "shop_name").contains(field.getName())) {
      number++;
      builder.setField(field, "x" + number);
    }
  }

  private static FieldMask moved(Message.Builder request, FieldMask mask) {
    FieldMask.Builder moved = mask.toBuilder();
    request.getDescriptorForType().getFields().stream()
        .filter(field -> field.getJavaType() == JavaType.MESSAGE && !field.isRepeated())
        .flatMap(field -> field.getMessageType().getFields().stream())
        .map(FieldDescriptor::getName)
        .filter(Set.of("parent_id", "category_id")::contains)
        .forEach(moved::addPaths);
    return moved.build();
  }
}
