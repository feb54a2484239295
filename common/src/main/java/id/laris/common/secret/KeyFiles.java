package id.laris.common.secret;

import static java.nio.charset.StandardCharsets.US_ASCII;

import id.laris.common.CannotStart;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Set;

/**
 * Keys that Laris has made for itself, each in a file that only its own user can read. A process
 * with an embedded database has them beside it; nothing else uses that directory.
 */
public final class KeyFiles {

  public static final String MASTER = "master.key";
  public static final String SERVICE = "service.key";

  private static final int BYTES = 32;

  private final Path directory;
  private final SecureRandom random = new SecureRandom();

  public KeyFiles(Path directory) {
    this.directory = directory;
  }

  /**
   * The key of this name, 32 random bytes in base64; it is made where there is none.
   *
   * @throws CannotStart where the file can be neither read nor made
   */
  public synchronized String key(String name) {
    Path file = directory.resolve(name);
    try {
      return Files.readString(file, US_ASCII).strip();
    } catch (NoSuchFileException _) {
      return made(file);
    } catch (IOException e) {
      throw unusable(file, e);
    }
  }

  /** A crash leaves no half of a key under its name. */
  private String made(Path file) {
    byte[] bytes = new byte[BYTES];
    random.nextBytes(bytes);
    String key = Base64.getEncoder().encodeToString(bytes);
    Path unfinished = file.resolveSibling(file.getFileName() + ".unfinished");
    try {
      Files.deleteIfExists(unfinished);
      try (FileChannel channel =
          FileChannel.open(
              unfinished,
              Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
              PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")))) {
        ByteBuffer text = ByteBuffer.wrap((key + "\n").getBytes(US_ASCII));
        while (text.hasRemaining()) {
          var _ = channel.write(text);
        }
        channel.force(true);
      }
      Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
      return key;
    } catch (IOException e) {
      throw unusable(file, e);
    }
  }

  private static CannotStart unusable(Path file, IOException cause) {
    return new CannotStart(
        "the key file %s can be neither read nor made (%s): see to its rights, or set POS_DATA_DIR."
            .formatted(file, cause.getClass().getSimpleName()),
        cause);
  }
}
