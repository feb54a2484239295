package id.laris.bench.soak;

import com.google.gson.Gson;
import id.laris.bench.load.Slices;
import id.laris.bench.plot.Picture;
import id.laris.bench.shop.Till;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/** Draws what a soak has written. */
public final class SoakPlots {

  /** What is needed of the file. */
  private record Samples(List<Sample> samples) {}

  private SoakPlots() {}

  public static Picture memory(Path file) throws IOException {
    List<Sample> samples = read(file);
    double end = samples.getLast().minutes();
    Picture picture =
        new Picture("Memory over time", "MB", 1.05 * most(samples, SoakPlots::resident));
    picture.key("the JVM (RSS)");
    line(picture, 0, end, samples, SoakPlots::resident);
    picture.key("heap, with garbage");
    line(picture, 1, end, samples, sample -> orZero(sample.heapMegabytes()));
    picture.key("heap after collection");
    line(
        picture,
        2,
        end,
        samples.stream().filter(sample -> sample.heapAfterCollectionMegabytes() != null).toList(),
        sample -> orZero(sample.heapAfterCollectionMegabytes()));
    picture.times(end, "min", "minutes since the end of the warm-up");
    return picture;
  }

  public static Picture latency(Path file) throws IOException {
    List<Sample> samples = read(file);
    double end = samples.getLast().minutes();
    ToDoubleFunction<Sample> sale = sample -> p99(sample, Till.WHOLE_SALE);
    ToDoubleFunction<Sample> checkout = sample -> p99(sample, Till.CHECKOUT);
    Picture picture =
        new Picture(
            "99 of 100 take no longer",
            "ms",
            1.05 * Math.max(most(samples, sale), most(samples, checkout)));
    picture.key("a checkout");
    line(picture, 0, end, samples, checkout);
    picture.key("a sale of six calls");
    line(picture, 1, end, samples, sale);
    picture.times(end, "min", "minutes since the end of the warm-up");
    return picture;
  }

  private static List<Sample> read(Path file) throws IOException {
    return new Gson().fromJson(Files.readString(file), Samples.class).samples();
  }

  private static double resident(Sample sample) {
    return orZero(sample.residentMegabytes());
  }

  private static double p99(Sample sample, String rpc) {
    Slices.Part part = sample.load().byRpc().get(rpc);
    return part == null ? 0 : part.p99Ms();
  }

  private static double orZero(@Nullable Double figure) {
    return figure == null ? 0 : figure;
  }

  private static double most(List<Sample> samples, ToDoubleFunction<Sample> figure) {
    return samples.stream().mapToDouble(figure).max().orElse(1);
  }

  private static void line(
      Picture picture,
      int kind,
      double end,
      List<Sample> samples,
      ToDoubleFunction<Sample> figure) {
    picture.line(
        kind,
        samples.stream().mapToDouble(sample -> sample.minutes() / end).toArray(),
        samples.stream().mapToDouble(figure).toArray());
  }
}
