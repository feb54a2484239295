package id.laris.torture;

import static org.assertj.core.api.Assertions.assertThat;

import id.laris.torture.world.Programs;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import picocli.CommandLine;

/**
 * Each shape once with every kind of fault, and a run whose database is changed by the test. Its
 * speed does not matter. The files of a failed run are in target/torture.
 */
@Timeout(900)
@Execution(ExecutionMode.CONCURRENT)
class TortureTest {

  private String output = "";

  @Test
  void theSuiteLosesNothingAndDoublesNothing() throws Exception {
    assertThat(torture(laris -> {}, "--shape", "suite", "--seconds", "10"))
        .as(() -> output)
        .isZero();
  }

  @Test
  void servicesInProcessesOfTheirOwnLoseNothingAndDoubleNothing() throws Exception {
    assertThat(torture(laris -> {}, "--shape", "services", "--seconds", "10"))
        .as(() -> output)
        .isZero();
  }

  @Test
  void aTotalThatIsChangedBehindItsBackIsSeen() throws Exception {
    int exitCode =
        torture(
            laris ->
                laris
                    .database()
                    .execute(
                        """
                        update sales.sales_order set subtotal = subtotal + 100, total = total + 100
                        where (tenant_id, id) in (
                          select tenant_id, id from sales.sales_order where status = 'COMPLETED' limit 1)
                        """),
            "--shape",
            "suite",
            "--seconds",
            "5",
            "--faults",
            "KILL_BACKEND",
            "--seed",
            "7");

    assertThat(exitCode).as(() -> output).isEqualTo(1);
    assertThat(output)
        .contains(
            "FAILED acknowledged sales are stored as answered",
            "FAILED lines add up to totals",
            "FAILED completed orders are paid exactly",
            "again with --seed");
  }

  private int torture(Round.Tampering tampering, String... arguments) throws Exception {
    String classPath =
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    List<String> all = new ArrayList<>(List.of(arguments));
    all.addAll(List.of("--tills", "8", "--tenants", "2", "--directory"));
    all.add(Path.of("target", "torture").toString());
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8)) {
      CommandLine line = Options.commandLine();
      var _ = line.parseArgs(all.toArray(String[]::new));
      Options options = line.getCommand();
      return Torture.run(options, Programs.onClassPath(classPath), out, tampering);
    } finally {
      output = bytes.toString(StandardCharsets.UTF_8);
    }
  }
}
