package id.laris.torture.report;

import id.laris.torture.check.Verdict;
import id.laris.torture.fault.Struck;
import id.laris.torture.history.Call;
import id.laris.torture.history.History;
import id.laris.torture.history.Recorder;
import id.laris.torture.world.Laris;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What one round found out.
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
    List<Struck> faults,
    List<Verdict> verdicts) {

  private static final int SECOND_MILLIS = 1_000;

  /** Of a round whose load began and ended then. */
  public static Figures of(
      Laris laris,
      long seed,
      long begun,
      long ended,
      Recorder recorder,
      List<Struck> struck,
      History history,
      List<Verdict> verdicts) {
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
        struck.stream().map(one -> since(begun, one, sold)).toList(),
        verdicts);
  }

  private static Struck since(long begun, Struck one, List<Long> sold) {
    long recovered =
        sold.stream().filter(at -> at >= one.untilMillis()).findFirst().orElse(begun - 1);
    return new Struck(
        one.kind(),
        one.target(),
        one.fromMillis() - begun,
        one.untilMillis() - begun,
        recovered - begun);
  }

  public boolean passed() {
    return verdicts.stream().allMatch(Verdict::passed);
  }
}
