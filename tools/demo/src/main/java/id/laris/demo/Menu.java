package id.laris.demo;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The menu of the chain, as {@code menu.txt} and {@code modifiers.txt} have it. */
record Menu(List<Category> categories, List<ModifierGroup> modifierGroups) {

  /** Minor units in a thousand rupiah. */
  private static final long THOUSAND_RUPIAH = 100_000;

  /** A name with its price, or the amount that it adds, in minor units. */
  record Priced(String name, long amount) {}

  /**
   * A category.
   *
   * @param appetite the demand for it in the morning, at noon and in the evening
   * @param stocked whether the stock of its products is counted
   */
  record Category(
      String name,
      List<Priced> sizes,
      List<String> modifierGroups,
      Map<DayPart, Integer> appetite,
      boolean stocked,
      List<Priced> products) {}

  record ModifierGroup(String name, int least, int most, List<Priced> choices) {}

  static Menu read() {
    List<Category> categories = new ArrayList<>();
    for (String line : lines("menu.txt")) {
      if (line.startsWith("*")) {
        categories.add(category(columns(line.substring(1))));
      } else {
        categories.getLast().products().add(priced(line));
      }
    }
    return new Menu(
        List.copyOf(categories),
        lines("modifiers.txt").stream().map(line -> group(columns(line))).toList());
  }

  private static Category category(List<String> columns) {
    return new Category(
        columns.get(0),
        list(columns.get(1)).stream().map(Menu::priced).toList(),
        list(columns.get(2)),
        appetite(columns.get(3)),
        columns.size() > 4,
        new ArrayList<>());
  }

  private static Map<DayPart, Integer> appetite(String text) {
    Iterator<String> numbers = List.of(text.split(" ", -1)).iterator();
    Map<DayPart, Integer> appetite = new EnumMap<>(DayPart.class);
    for (DayPart part : DayPart.values()) {
      appetite.put(part, Integer.valueOf(numbers.next()));
    }
    return appetite;
  }

  private static ModifierGroup group(List<String> columns) {
    String[] limits = columns.get(1).split(" ", -1);
    return new ModifierGroup(
        columns.get(0),
        Integer.parseInt(limits[0]),
        Integer.parseInt(limits[1]),
        list(columns.get(2)).stream().map(Menu::priced).toList());
  }

  /** A name that may have spaces, and the price behind the last. */
  private static Priced priced(String text) {
    int space = text.lastIndexOf(' ');
    return new Priced(
        text.substring(0, space), Long.parseLong(text.substring(space + 1)) * THOUSAND_RUPIAH);
  }

  private static List<String> columns(String line) {
    return Arrays.stream(line.split("\\|", -1)).map(String::strip).toList();
  }

  private static List<String> list(String text) {
    return text.isEmpty() ? List.of() : List.of(text.split(", ", -1));
  }

  private static List<String> lines(String resource) {
    try (InputStream in = Objects.requireNonNull(Menu.class.getResourceAsStream(resource))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.isBlank() && !line.startsWith("#"))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
