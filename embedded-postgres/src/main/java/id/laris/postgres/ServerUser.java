package id.laris.postgres;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The system user of the server. Postgres refuses to run as root, so a root JVM starts it either as
 * an unprivileged user ({@code setpriv}), which is the safer way, or, where that user cannot enter
 * the data directory, in a user namespace of its own ({@code unshare}), where root counts as
 * nobody.
 *
 * @param name for messages
 * @param userId who owns the server's files
 * @param prefix the words put before a command
 */
record ServerUser(String name, long userId, List<String> prefix) {
  private static final Logger log = LoggerFactory.getLogger(ServerUser.class);
  private static final Duration LIMIT = Duration.ofSeconds(10);
  private static final String USER_ID = "unix:uid";
  private static final String ROOT = "0";

  /** Tried in this order; the first is for those who want a user of its own for the server. */
  private static final List<String> UNPRIVILEGED = List.of("laris", "nobody");

  /** Chooses a user who can enter the directory and run the programs. */
  static ServerUser choose(DataDirectory directory, Binaries binaries) throws IOException {
    if (!SystemUser.isRoot()) {
      refuseClusterOfAnother(directory);
      return new ServerUser("this user", SystemUser.id(), List.of());
    }
    var refusals = new ArrayList<String>();
    for (String candidate : candidates(directory)) {
      ServerUser user = candidate.equals(ROOT) ? namespaced() : unprivileged(candidate, refusals);
      if (user != null && user.canUse(directory, binaries, refusals)) {
        log.info("Running as root: the Postgres server runs as {}", user.name);
        return user;
      }
    }
    throw new EmbeddedPostgresException(
        "Postgres refuses to run as root, and no way to give up root's rights works for "
            + directory.root()
            + " ("
            + String.join("; ", refusals)
            + "). Start Laris as a plain user, or choose a POS_DATA_DIR, owned by root, that the"
            + " user nobody may enter.");
  }

  List<String> command(List<String> words) {
    return Stream.concat(prefix.stream(), words.stream()).toList();
  }

  /** Gives the server a file that this JVM has made. */
  void own(Path path) throws IOException {
    // A plain user owns the files it makes, and could not change their owner.
    if (SystemUser.isRoot() && owner(path) != userId) {
      Files.setAttribute(path, USER_ID, Math.toIntExact(userId), LinkOption.NOFOLLOW_LINKS);
    }
  }

  /** Lets a plain user, whose directory root has used, unpack newer programs there later. */
  void ownPrograms(DataDirectory directory, Binaries binaries) throws IOException {
    if (binaries.home().startsWith(directory.root()) && owner(directory.root()) == userId) {
      own(binaries.home().resolveSibling("").normalize());
    }
  }

  /** Gives the server a whole cluster, if it was last run by another user. */
  void ownTree(Path tree) throws IOException {
    if (owner(tree) == userId) {
      return;
    }
    try (Stream<Path> paths = Files.walk(tree)) {
      // The top comes last: it tells whether the work was finished.
      for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
        own(path);
      }
    }
  }

  /**
   * Returns the candidates: a directory of a plain user stays that user's, and an existing cluster
   * keeps its user if possible.
   */
  private static Set<String> candidates(DataDirectory directory) throws IOException {
    var candidates = new LinkedHashSet<String>();
    long directoryOwner = owner(directory.root());
    if (directoryOwner != 0) {
      candidates.add(Long.toString(directoryOwner));
      return candidates;
    }
    if (Files.exists(directory.cluster())) {
      candidates.add(Long.toString(owner(directory.cluster())));
    }
    candidates.addAll(UNPRIVILEGED);
    candidates.add(ROOT);
    return candidates;
  }

  private static ServerUser namespaced() {
    return new ServerUser("nobody in a user namespace", 0, List.of("unshare", "-U"));
  }

  private static @Nullable ServerUser unprivileged(String user, List<String> refusals) {
    Command userId = attempt(List.of("id", "-u", user));
    Command groupId = attempt(List.of("id", "-g", user));
    if (!userId.succeeded() || !groupId.succeeded()) {
      refusals.add("there is no user " + user);
      return null;
    }
    List<String> prefix =
        List.of(
            "setpriv",
            "--reuid=" + userId.output(),
            "--regid=" + groupId.output(),
            "--clear-groups",
            "--no-new-privs");
    return new ServerUser("user " + user, Long.parseLong(userId.output()), prefix);
  }

  private boolean canUse(DataDirectory directory, Binaries binaries, List<String> refusals) {
    // initdb needs a user with a name, which id -un also finds out.
    String probe = "test -x \"$1\" && test -x \"$2\" && id -un";
    String postgres = binaries.program("postgres").toString();
    Command command =
        attempt(
            command(List.of("/bin/sh", "-c", probe, "sh", directory.root().toString(), postgres)));
    if (command.succeeded() && !command.output().equals("root")) {
      return true;
    }
    String reason = command.output().isEmpty() ? "may not enter the directory" : command.output();
    refusals.add(name + ": " + reason);
    return false;
  }

  private static Command attempt(List<String> words) {
    try {
      return Command.run(words, LIMIT);
    } catch (UncheckedIOException e) {
      return new Command(127, words.getFirst() + " is not installed");
    }
  }

  private static void refuseClusterOfAnother(DataDirectory directory) throws IOException {
    Path cluster = directory.cluster();
    if (Files.exists(cluster) && owner(cluster) != SystemUser.id()) {
      throw new EmbeddedPostgresException(
          "The data directory "
              + directory.root()
              + " belongs to the user "
              + Files.getOwner(cluster).getName()
              + "; start Laris as that user or choose another POS_DATA_DIR.");
    }
  }

  private static long owner(Path path) throws IOException {
    Object userId = Files.getAttribute(path, USER_ID, LinkOption.NOFOLLOW_LINKS);
    return userId instanceof Integer id ? Integer.toUnsignedLong(id) : -1;
  }
}
