package id.laris.events;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Tenants that are due are taken together, each by one reader at a time. */
class DueTenantsTest {

  private static final Duration LONG = Duration.ofDays(1);

  private final DueTenants due = new DueTenants();
  private final List<UUID> tenants = Stream.generate(UUID::randomUUID).limit(5).toList();

  @Test
  void allThatAreDueAreTakenTogetherUpToSoMany() throws Exception {
    UUID later = UUID.randomUUID();
    due.add(List.of(later), LONG);
    due.add(tenants, Duration.ZERO);

    List<UUID> first = due.take(3);
    List<UUID> second = due.take(3);

    assertThat(first).hasSize(3);
    assertThat(second).hasSize(2);
    assertThat(Stream.concat(first.stream(), second.stream()))
        .containsExactlyInAnyOrderElementsOf(tenants);
  }

  @Test
  void oneThatIsTakenIsNotGivenOutUntilItIsDone() throws Exception {
    UUID tenant = tenants.getFirst();
    due.add(List.of(tenant), Duration.ZERO);
    assertThat(due.take(10)).containsExactly(tenant);

    due.add(List.of(tenant, tenants.getLast()), Duration.ZERO);
    assertThat(due.take(10)).containsExactly(tenants.getLast());

    due.done(tenant, Duration.ZERO);
    assertThat(due.take(10)).containsExactly(tenant);
  }

  @Test
  void oneThatRestsIsNotDueBeforeItsPauseIsOver() throws Exception {
    UUID tenant = tenants.getFirst();
    due.add(List.of(tenant), Duration.ZERO);
    assertThat(due.take(10)).containsExactly(tenant);
    due.add(List.of(tenant), Duration.ZERO);
    due.done(tenant, LONG);

    due.add(tenants, Duration.ZERO);

    assertThat(due.take(10)).containsExactlyInAnyOrderElementsOf(tenants.subList(1, 5));
  }

  @Test
  void afterTheEndThereAreNone() throws Exception {
    due.add(tenants, Duration.ZERO);
    due.close();

    assertThat(due.take(10)).isEmpty();
  }
}
