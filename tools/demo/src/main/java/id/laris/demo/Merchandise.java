package id.laris.demo;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.stream.IntStream;

/**
 * An assortment beside the menu, as big as is wanted: cups, shirts and other things, each with one
 * variant, a barcode and a price. It is written into the database as Laris would have, with the
 * words by which products are found; there are no events of it.
 */
final class Merchandise {

  private static final int CHUNK = 10_000;
  private static final long PRICE_STEP = 500_000;
  private static final int MOST_PRICE_STEPS = 70;
  private static final int LEAST_PRICE_STEPS = 3;

  private static final List<String> THINGS =
      List.of(
          "Tumbler",
          "Mug",
          "Gelas",
          "Botol",
          "Termos",
          "Kaos",
          "Topi",
          "Tas",
          "Payung",
          "Celemek",
          "Buku",
          "Pena",
          "Stiker",
          "Gantungan",
          "Lilin",
          "Poster",
          "Kalender",
          "Bantal",
          "Handuk",
          "Dripper",
          "Grinder",
          "Server",
          "Timbangan",
          "Ketel",
          "Saringan",
          "Sendok",
          "Piring",
          "Mangkuk",
          "Nampan",
          "Toples");
  private static final List<String> KINDS =
      List.of(
          "Klasik",
          "Mini",
          "Jumbo",
          "Lipat",
          "Premium",
          "Harian",
          "Wisata",
          "Edisi",
          "Nusantara",
          "Senja",
          "Fajar",
          "Rimba",
          "Samudra",
          "Kota",
          "Desa",
          "Pantai",
          "Gunung",
          "Sawah");
  private static final List<String> COLOURS =
      List.of(
          "Hitam", "Putih", "Merah", "Biru", "Hijau", "Kuning", "Coklat", "Abu", "Ungu", "Jingga",
          "Krem", "Emas", "Perak", "Tosca");
  private static final List<String> MATERIALS =
      List.of(
          "Stainless",
          "Keramik",
          "Kaca",
          "Bambu",
          "Katun",
          "Kanvas",
          "Kulit",
          "Kayu",
          "Rotan",
          "Linen",
          "Silikon",
          "Tembaga");
  private static final List<String> BRANDS =
      List.of(
          "Lokaraya",
          "Tirtamaya",
          "Wanasari",
          "Kartaloka",
          "Bumiraya",
          "Langitan",
          "Sekarjati",
          "Arunika",
          "Nirmala",
          "Padmasari",
          "Tanahliat",
          "Gayatri",
          "Rembulan",
          "Cendrawasih");

  private final Database database;
  private final SeededIds ids;
  private final StringBuilder rows = new StringBuilder();
  private final StringBuilder words = new StringBuilder();

  Merchandise(Database database, SeededIds ids) {
    this.database = database;
    this.ids = ids;
  }

  /** Adds so many products, numbered after those of the menu. */
  void make(int menu, int count) {
    begin();
    for (int i = 1; i <= count; i++) {
      add(menu, i);
      if (i % CHUNK == 0 || i == count) {
        store();
      }
    }
  }

  private void begin() {
    database.run(
        """
        create temp table demo_goods (
          number int, product_id uuid, variant_id uuid, price_id uuid, category_id uuid, name text, sku text, brand text, barcode text,
          price bigint) on commit drop;
        create temp table demo_word (product_id uuid, word text collate "C", code boolean, outline bigint) on commit drop;
        """);
    StringBuilder categories = new StringBuilder();
    for (int i = 0; i < THINGS.size(); i++) {
      categories.append(
          "%s('%s'::uuid, '%s', %d)"
              .formatted(i == 0 ? "" : ", ", categoryId(i), THINGS.get(i), 100 + i));
    }
    database.run(
        """
        insert into catalog.category (tenant_id, id, version, created_at, updated_at, name, sort_order, color)
        select :tenant, id, 0, now(), now(), name, place, '' from (values %s) made (id, name, place);
        insert into demo_change (type, id)
        select 'Category', id from catalog.category where tenant_id = :tenant and sort_order >= 100;
        insert into catalog.search_state (tenant_id, words_version) values (:tenant, 4) on conflict do nothing;
        """
            .formatted(categories));
  }

  private UUID categoryId(int thing) {
    return ids.of("merchandise category", thing);
  }

  private void add(int menu, int number) {
    SplittableRandom random = ids.random("merchandise", number);
    int thing = random.nextInt(THINGS.size());
    String name =
        String.join(
            " ",
            THINGS.get(thing),
            any(KINDS, random),
            any(MATERIALS, random),
            any(COLOURS, random));
    String brand = any(BRANDS, random);
    String sku = "MRC-%06d".formatted(number);
    String barcode = Barcodes.ofMerchandise(number);
    UUID productId = ids.of("product", menu + number);
    long price = PRICE_STEP * (LEAST_PRICE_STEPS + random.nextInt(MOST_PRICE_STEPS));
    List<Object> row =
        List.of(
            number,
            productId,
            ids.of("merchandise variant", number),
            ids.of("merchandise price", number),
            categoryId(thing),
            name,
            sku,
            brand,
            barcode,
            price);
    rows.append(String.join("\t", row.stream().map(Object::toString).toList())).append('\n');
    addWords(productId, name + " " + brand + " " + VARIANT, sku, barcode);
  }

  private static final String VARIANT = "Regular";
  private static final int LEAST_OF_REST = 2;

  /**
   * The names here are plain words; the codes are words as a whole, in their parts, in 14 digits,
   * and from each of their characters on.
   */
  private void addWords(UUID productId, String names, String sku, String barcode) {
    String code = sku.toLowerCase(Locale.ROOT);
    String longest = "0" + barcode;
    List<String> codes = List.of(code, barcode, longest);
    Set<String> plain = new LinkedHashSet<>(List.of(names.toLowerCase(Locale.ROOT).split(" ", -1)));
    plain.addAll(List.of(code.split("-", -1)));
    plain.addAll(rests(code));
    plain.addAll(rests(longest));
    plain.removeAll(codes);
    long outline = Outlines.of(plain) | Outlines.of(codes);
    codes.forEach(word -> addWord(productId, word, true, outline));
    plain.forEach(word -> addWord(productId, word, false, outline));
  }

  /**
   * Returns the rest of a code from each of its characters on; a rest from within a part is marked.
   */
  private static List<String> rests(String code) {
    String joined = code.replace("-", "");
    int secondPart = code.indexOf('-');
    return IntStream.rangeClosed(0, joined.length() - LEAST_OF_REST)
        .mapToObj(i -> (i == 0 || i == secondPart ? "" : "^") + joined.substring(i))
        .toList();
  }

  private void addWord(UUID productId, String word, boolean code, long outline) {
    words.append(productId).append('\t').append(word).append('\t').append(code);
    words.append('\t').append(outline).append('\n');
  }

  private static String any(List<String> names, SplittableRandom random) {
    return names.get(random.nextInt(names.size()));
  }

  private void store() {
    database.run("truncate demo_goods, demo_word");
    database.copyInto("demo_goods", rows);
    database.copyInto("demo_word", words);
    rows.setLength(0);
    words.setLength(0);
    database.run(
        """
        insert into catalog.product
          (tenant_id, id, version, created_at, updated_at, name, sku, category_id, description, brand, barcode, tags, tax_rule_ids,
           track_stock, image_url, attributes, active, tax_exempt)
        select :tenant, product_id, 0, now(), now(), name, sku, category_id, '', brand, '', '{}', '{}', false, '', '{}', true, false
        from demo_goods order by number;
        insert into catalog.variant
          (tenant_id, id, version, created_at, updated_at, product_id, name, sku, barcode, unit, attributes, active)
        select :tenant, variant_id, 0, now(), now(), product_id, '%s', sku, barcode, 'PIECE', '{}', true from demo_goods order by number;
        insert into catalog.barcode (tenant_id, code, product_id, variant_id)
        select :tenant, '0' || barcode, product_id, variant_id from demo_goods order by barcode;
        insert into catalog.price
          (tenant_id, id, version, created_at, updated_at, variant_id, amount, currency, min_quantity)
        select :tenant, price_id, 0, now(), now(), variant_id, price, '%s', 0 from demo_goods order by number;
        insert into demo_change (type, id)
        select 'Product', product_id from demo_goods
        union all select 'Variant', variant_id from demo_goods
        union all select 'Price', price_id from demo_goods;
        insert into catalog.search_word (tenant_id, word, product_id, code, outline)
        select :tenant, word, product_id, code, outline from demo_word order by word, product_id;
        insert into catalog.search_vocabulary (tenant_id, word)
        select distinct :tenant, word from demo_word where word !~ '[0-9]'
        on conflict do nothing;
        """
            .formatted(VARIANT, Chain.CURRENCY));
  }
}
