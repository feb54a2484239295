package id.laris.demo;

import java.util.Locale;
import java.util.function.Consumer;

/** Says how far the work is, and how long it will still take: not more than once a second. */
final class Progress {

  private static final long SAY_AGAIN_NANOS = 2_000_000_000L;
  private static final double NANOS = 1e9;

  private final Consumer<String> say;
  private final String what;
  private final long all;
  private final long began = System.nanoTime();
  private long saidAt = began;
  private long done;

  Progress(Consumer<String> say, String what, long all) {
    this.say = say;
    this.what = what;
    this.all = all;
  }

  void advance(long more) {
    done += more;
    long now = System.nanoTime();
    if (now - saidAt < SAY_AGAIN_NANOS && done < all) {
      return;
    }
    saidAt = now;
    double seconds = (now - began) / NANOS;
    String left =
        done < all
            ? "about %.0f s left".formatted(seconds / done * (all - done))
            : "%.1f s".formatted(seconds);
    say.accept(
        String.format(
            Locale.ROOT, "  %3d %%  %,d of %,d %s, %s", done * 100 / all, done, all, what, left));
  }
}
