package id.laris.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.zxing.BinaryBitmap;
import com.google.zxing.DecodeHintType;
import com.google.zxing.RGBLuminanceSource;
import com.google.zxing.common.HybridBinarizer;
import com.google.zxing.qrcode.QRCodeReader;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

class PageTest extends OnTheStreet {

  private static final int MODULE_PIXELS = 8;

  @Test
  void thePageSaysThatItIsNotReal() {
    Answer page = shop.get("/");

    assertThat(page.text()).contains("NOT REAL - a simulator, no money moves");
    assertThat(page.headers().firstValue("X-Not-Real")).hasValue("laris-simulator");
    assertThat(page.text()).doesNotContain("http://").doesNotContain("https://");
  }

  @Test
  void itShowsWhatTheCustomerSeesAndTheButtons() {
    String id = shop.charge(Shop.qris("POS-1", 1_500_000)).id();
    Answer bank = shop.charge(Shop.bank("POS-2", 2, "bca"));

    String page = shop.get("/").text();
    assertThat(page)
        .contains("Rp 1.500.000")
        .contains("<svg role=\"img\" aria-label=\"QR code\"")
        .contains(bank.json().path("va_numbers").path(0).path("va_number").asString())
        .contains("/simulator/transactions/" + id + "/pay")
        .contains("/simulator/transactions/" + id + "/deny")
        .contains("/simulator/transactions/" + id + "/expire");
    assertThat(page.indexOf("POS-2")).as("newest first").isLessThan(page.indexOf("POS-1"));

    control.pay("POS-1");
    control.expire("POS-2");
    assertThat(shop.get("/").text()).contains(id + "/refund").doesNotContain(id + "/pay");
  }

  @Test
  void whatARequestBringsIsEscaped() {
    assertThat(Pages.escape("<script>\"'&")).isEqualTo("&lt;script&gt;&quot;&#39;&amp;");

    String gopay = "\"payment_type\":\"gopay\",\"gopay\":{\"callback_url\":\"%s\"}";
    Answer good = shop.charge(Shop.body("POS-1", 1, gopay.formatted("https://a.example/?x='<b>")));
    Answer bad = shop.charge(Shop.body("POS-2", 1, gopay.formatted("javascript:alert(1)")));
    Answer well = shop.charge(Shop.body("POS-3", 1, gopay.formatted("https://a.example/?a=1&b='")));

    assertThat(shop.get("/customer/" + good.id()).text()).doesNotContain("<b>");
    assertThat(shop.get("/customer/" + bad.id()).text()).doesNotContain("javascript:");
    assertThat(shop.get("/customer/" + well.id()).text())
        .contains("href=\"https://a.example/?a=1&amp;b=&#39;\"");
    assertThat(shop.get("/").headers().firstValue("Content-Security-Policy").orElseThrow())
        .contains("default-src 'none'")
        .contains("frame-ancestors 'none'");
  }

  @Test
  void theLinksOfWalletsLeadToPages() {
    Answer answer = shop.charge(Shop.body("POS-1", 1, "\"payment_type\":\"shopeepay\""));
    String link = answer.json().path("actions").path(0).path("url").asString();

    assertThat(shop.get(link).text()).contains("NOT REAL").contains("Pay");
    assertThat(shop.get("/customer/no").httpStatus()).isEqualTo(404);
    assertThat(shop.get("/moon").httpStatus()).isEqualTo(404);
  }

  @Test
  void thePictureIsTheQrString() throws Exception {
    Answer charged = shop.charge(Shop.qris("POS-1", 15_000));
    String url = charged.json().path("actions").path(0).path("url").asString();

    assertThat(decoded(image(url))).isEqualTo(charged.get("qr_string"));
    assertThat(decoded(drawn(shop.get("/").text()))).isEqualTo(charged.get("qr_string"));
    assertThat(shop.get("/v2/qris/no/qr-code").httpStatus()).isEqualTo(404);
  }

  private static String decoded(BufferedImage image) throws Exception {
    int[] pixels =
        image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth());
    var source = new RGBLuminanceSource(image.getWidth(), image.getHeight(), pixels);
    return new QRCodeReader()
        .decode(
            new BinaryBitmap(new HybridBinarizer(source)),
            // Without this hint the reader expects a photograph, and misses some codes.
            Map.of(DecodeHintType.PURE_BARCODE, true))
        .getText();
  }

  /** The squares of the page's SVG, each with some pixels. */
  private static BufferedImage drawn(String page) {
    Matcher size = Pattern.compile("viewBox=\"0 0 ([0-9]+)").matcher(page);
    assertThat(size.find()).isTrue();
    int side = Integer.parseInt(size.group(1)) * MODULE_PIXELS;
    BufferedImage image = new BufferedImage(side, side, BufferedImage.TYPE_INT_RGB);
    var graphics = image.createGraphics();
    graphics.setColor(Color.WHITE);
    graphics.fillRect(0, 0, side, side);
    graphics.setColor(Color.BLACK);
    Pattern.compile("M([0-9]+) ([0-9]+)h1v1h-1z")
        .matcher(page)
        .results()
        .forEach(
            square ->
                graphics.fillRect(
                    Integer.parseInt(square.group(1)) * MODULE_PIXELS,
                    Integer.parseInt(square.group(2)) * MODULE_PIXELS,
                    MODULE_PIXELS,
                    MODULE_PIXELS));
    return image;
  }

  /** Asks without a key, as everybody may. */
  private static BufferedImage image(String url) throws IOException, InterruptedException {
    try (HttpClient client = HttpClient.newHttpClient()) {
      var answer =
          client.send(HttpRequest.newBuilder(URI.create(url)).build(), BodyHandlers.ofByteArray());
      assertThat(answer.headers().firstValue("Content-Type")).hasValue("image/png");
      return ImageIO.read(new ByteArrayInputStream(answer.body()));
    }
  }
}
