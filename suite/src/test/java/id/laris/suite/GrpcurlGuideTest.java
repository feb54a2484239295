package id.laris.suite;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/**
 * The commands of the guides as they stand there, typed into a shell one after the other. It needs
 * grpcurl, which not every machine has; {@link GuideTest} makes the same calls through stubs
 * everywhere.
 */
@EnabledIf("grpcurlIsInstalled")
@Timeout(300)
@Execution(ExecutionMode.CONCURRENT)
class GrpcurlGuideTest {

  private static final List<Path> GUIDES =
      Stream.of("getting-started.md", "customers.md", "promotions.md")
          .map(guide -> Path.of("..", "docs", guide))
          .toList();
  private static final Pattern BLOCK = Pattern.compile("(?s)```\\n(.*?)```");
  private static final Pattern FUNCTION = Pattern.compile("(?s)laris\\(\\) \\{.*?\\n}\\n");
  private static final Pattern RESOURCE =
      Pattern.compile("\"(\\w+)\": \\{\\s*\"id\": \"([0-9a-f-]{36})\"");

  @TempDir Path temporary;

  static boolean grpcurlIsInstalled() throws IOException, InterruptedException {
    return new ProcessBuilder("sh", "-c", path() + "command -v grpcurl").start().waitFor() == 0;
  }

  /** The directory of {@code go install}, besides the usual ones of programs. */
  private static String path() {
    return "PATH=$PATH:$HOME/go/bin; ";
  }

  @Test
  void everyCommandOfTheGuidesWorksAsItStandsThere() throws Exception {
    Map<String, String> ids = new HashMap<>();
    List<String> answers = new ArrayList<>();
    try (SuiteProcess suite =
        SuiteProcess.start(
                temporary.resolve("data"), Map.of("LOGGING_LEVEL_ID_LARIS_REQUESTS", "WARN"))
            .awaitReady()) {
      String shell = function();
      for (String command : commands()) {
        String answer = run(shell + fill(command, ids), suite.port());
        answers.add(answer);
        Matcher resource = RESOURCE.matcher(answer);
        if (resource.find()) {
          ids.put("<" + snakeCase(resource.group(1)) + "_id>", resource.group(2));
        }
      }
    }
    assertThat(answers.getFirst()).contains("SERVING");
    assertThat(answers)
        .anySatisfy(answer -> assertThat(answer).contains("COMPLETED", "POS-"))
        .anySatisfy(answer -> assertThat(answer).contains("\"text\":"));
  }

  /** The shell function of the guide, which adds the headers to its calls. */
  private static String function() throws IOException {
    Matcher function = FUNCTION.matcher(Files.readString(GUIDES.getFirst()));
    assertThat(function.find()).isTrue();
    return function.group();
  }

  private static List<String> commands() throws IOException {
    List<String> commands = new ArrayList<>();
    for (Path guide : GUIDES) {
      Matcher blocks = BLOCK.matcher(Files.readString(guide));
      while (blocks.find()) {
        for (String command : blocks.group(1).split("\\n\\n", -1)) {
          if (command.startsWith("grpcurl") || command.startsWith("laris ")) {
            commands.add(command);
          }
        }
      }
    }
    assertThat(commands).hasSizeGreaterThan(20);
    return commands;
  }

  /** grpcurl prints the names of fields in camel case. */
  private static String snakeCase(String name) {
    return name.replaceAll("[A-Z]", "_$0").toLowerCase(Locale.ROOT);
  }

  private static String fill(String command, Map<String, String> ids) {
    String filled = command;
    for (Map.Entry<String, String> id : ids.entrySet()) {
      filled = filled.replace(id.getKey(), id.getValue());
    }
    return filled;
  }

  private static String run(String command, int port) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(
                "sh", "-c", path() + command.replace("localhost:50053", "127.0.0.1:" + port))
            .redirectErrorStream(true)
            .start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as("%s%n%s", command, output).isZero();
    return output;
  }
}
