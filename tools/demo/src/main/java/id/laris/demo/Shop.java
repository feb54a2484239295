package id.laris.demo;

import java.time.ZoneId;
import java.util.List;

/**
 * A shop of the chain.
 *
 * @param code the series of its receipts
 * @param seats whether people sit there, and are served
 * @param weight its sales, relative to the other shops
 */
record Shop(String code, String name, String address, ZoneId zone, boolean seats, double weight) {

  private static final ZoneId WEST = ZoneId.of("Asia/Jakarta");
  private static final ZoneId CENTRE = ZoneId.of("Asia/Makassar");
  private static final ZoneId EAST = ZoneId.of("Asia/Jayapura");

  /** The whole chain, in the three time zones of Indonesia. */
  static final List<Shop> ALL =
      List.of(
          new Shop("KMG", "Kemang", "Jl. Kemang Raya, Jakarta", WEST, true, 1.5),
          new Shop("KLG", "Kelapa Gading", "Jl. Boulevard Raya, Jakarta", WEST, true, 1.3),
          new Shop("SDM", "Stasiun Sudirman", "Jl. Jend. Sudirman, Jakarta", WEST, false, 1.4),
          new Shop("BDG", "Dago", "Jl. Ir. H. Juanda, Bandung", WEST, true, 1.2),
          new Shop("BGR", "Pajajaran", "Jl. Raya Pajajaran, Bogor", WEST, true, 0.9),
          new Shop("SMG", "Simpang Lima", "Jl. Pandanaran, Semarang", WEST, true, 0.9),
          new Shop("JOG", "Prawirotaman", "Jl. Prawirotaman, Yogyakarta", WEST, true, 1.1),
          new Shop("SBY", "Darmo", "Jl. Raya Darmo, Surabaya", WEST, true, 1.2),
          new Shop("MLG", "Ijen", "Jl. Besar Ijen, Malang", WEST, true, 0.8),
          new Shop("DPS", "Renon", "Jl. Raya Puputan, Denpasar", CENTRE, true, 1.0),
          new Shop("UPG", "Losari", "Jl. Penghibur, Makassar", CENTRE, false, 0.7),
          new Shop("DJJ", "Abepura", "Jl. Raya Abepura, Jayapura", EAST, false, 0.4));

  /** The number of employees of each shop. */
  static final int STAFF = 6;

  /** A shop has at most so many registers. */
  static final int MOST_REGISTERS = 2;

  private static final List<String> FIRST_NAMES =
      List.of(
          "Ayu", "Bima", "Citra", "Dewi", "Eko", "Fajar", "Gita", "Hadi", "Indah", "Joko",
          "Kartika", "Lukman", "Maya", "Nanda", "Oki", "Putri", "Rizky", "Sari", "Taufik", "Umar",
          "Vina", "Wahyu", "Yanti", "Zahra");
  private static final List<String> LAST_NAMES =
      List.of(
          "Anggraini",
          "Firmansyah",
          "Gunawan",
          "Handayani",
          "Kusuma",
          "Lestari",
          "Nugroho",
          "Pratama",
          "Rahmawati",
          "Santoso",
          "Setiawan",
          "Wibowo",
          "Wijaya");

  /** The number of its registers: the busy ones have two. */
  int registers() {
    return weight < 1 ? 1 : MOST_REGISTERS;
  }

  /** The name of the employee of that number in the whole chain. */
  static String nameOfEmployee(int number) {
    return FIRST_NAMES.get(number % FIRST_NAMES.size())
        + " "
        + LAST_NAMES.get(number % LAST_NAMES.size());
  }
}
