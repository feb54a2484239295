package id.laris.torture.fault;

import id.laris.torture.world.Database;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * A disk that is worn out, or shared with others: every commit of Postgres waits before its flush,
 * and another writes and flushes beside it. Only new connections wait, so existing ones are closed.
 */
final class SlowDisk {

  /** Microseconds before each flush; 100000 is the most that Postgres takes. */
  private static final int WAIT_MICROS = 40_000;

  private static final int BLOCK_BYTES = 1 << 20;
  private static final int BLOCKS = 32;
  private static final long PAUSE_MILLIS = 2;

  private static final String NEW_CONNECTIONS =
      "select pg_terminate_backend(pid) from pg_stat_activity where usename = 'laris_service'";

  private final Database database;
  private @Nullable Thread writer;
  private volatile boolean writing;
  private boolean begun;

  SlowDisk(Database database) {
    this.database = database;
  }

  void begin() throws SQLException {
    begun = true;
    writing = true;
    writer = Thread.ofPlatform().daemon().name("slow disk").start(this::write);
    database.execute("alter database laris set commit_delay = " + WAIT_MICROS);
    database.execute("alter database laris set commit_siblings = 0");
    database.execute(NEW_CONNECTIONS);
  }

  void end() throws SQLException {
    if (!begun) {
      return;
    }
    writing = false;
    if (writer != null) {
      writer.interrupt();
    }
    database.execute("alter database laris reset commit_delay");
    database.execute("alter database laris reset commit_siblings");
    database.execute(NEW_CONNECTIONS);
    begun = false;
  }

  private void write() {
    Path file = database.directory().resolve("slow-disk");
    try (FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
      ByteBuffer block = ByteBuffer.allocateDirect(BLOCK_BYTES);
      for (long number = 0; writing; number++) {
        block.clear();
        var _ = channel.write(block, number % BLOCKS * BLOCK_BYTES);
        channel.force(true);
        Thread.sleep(PAUSE_MILLIS);
      }
    } catch (IOException e) {
      // The disk is then slow enough without this thread.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      // The file is deleted with its directory.
    }
  }
}
