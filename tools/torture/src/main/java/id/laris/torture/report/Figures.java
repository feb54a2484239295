package id.laris.torture.report;

import id.laris.torture.check.CheckResult;
import id.laris.torture.fault.FaultKind;
import id.laris.torture.fault.InjectedFault;
import id.laris.torture.history.Call;
import id.laris.torture.history.History;
import id.laris.torture.history.Recorder;
import id.laris.torture.world.Laris;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The results of one round.
 *
 * @param loadMillis how long there was load
 * @param starts of JVMs
 * @param soldPerSecond acknowledged sales, second by second from the start of the load
 * @param calls how many, by RPC and outcome
 * @param faults with times since the start of the load
 */
public record Figures(
    String shape,
    long seed,
    long loadMillis,
    int tenants,
    int starts,
    int sold,
    List<Integer> soldPerSecond,
    Map<String, Map<String, Long>> calls,
    Map<String, Long> reasons,
    List<InjectedFault> faults,
    List<CheckResult> verdicts) {

  private static final int SECOND_MILLIS = 1_000;

  /** The results of a round whose load began and ended at these times. */
  public static Figures of(
      Laris laris,
      long seed,
      long begun,
      long ended,
      Recorder recorder,
      List<InjectedFault> injected,
      History history,
      List<CheckResult> verdicts) {
    List<Long> sold = recorder.soldAtMillis();
    int[] perSecond = new int[(int) ((ended - begun) / SECOND_MILLIS) + 1];
    for (long at : sold) {
      perSecond[Math.clamp((at - begun) / SECOND_MILLIS, 0, perSecond.length - 1)]++;
    }
    return new Figures(
        laris.shape(),
        seed,
        ended - begun,
        history.tenants().size(),
        laris.starts(),
        sold.size(),
        Arrays.stream(perSecond).boxed().toList(),
        history.calls().stream()
            .collect(
                Collectors.groupingBy(
                    Call::rpc,
                    TreeMap::new,
                    Collectors.groupingBy(
                        call -> call.outcome().name(), TreeMap::new, Collectors.counting()))),
        history.calls().stream()
            .flatMap(call -> call.failures().stream())
            .collect(Collectors.groupingBy(reason -> reason, TreeMap::new, Collectors.counting())),
        injected.stream().map(one -> since(begun, one, sold)).toList(),
        verdicts);
  }

  private static InjectedFault since(long begun, InjectedFault one, List<Long> sold) {
    long recovered =
        sold.stream().filter(at -> at >= one.untilMillis()).findFirst().orElse(begun - 1);
    return new InjectedFault(
        one.kind(),
        one.target(),
        one.fromMillis() - begun,
        one.untilMillis() - begun,
        recovered - begun);
  }

  /** The times from the end of each kind of fault to the next sale, sorted. */
  Map<FaultKind, List<Long>> recoveriesMillis() {
    return faults.stream()
        .filter(fault -> fault.recoveredMillis() >= 0)
        .sorted(Comparator.comparingLong(InjectedFault::recoveryMillis))
        .collect(
            Collectors.groupingBy(
                InjectedFault::kind,
                TreeMap::new,
                Collectors.mapping(InjectedFault::recoveryMillis, Collectors.toList())));
  }

  static long median(List<Long> sorted) {
    return sorted.get(sorted.size() / 2);
  }

  public boolean passed() {
    return verdicts.stream().allMatch(CheckResult::passed);
  }
}
