package id.laris.common.grpc;

import io.grpc.Decompressor;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/**
 * Unpacks gzip, but not before the message is read: bytes that are no gzip are then found by {@link
 * SafeMarshaller}, which can explain them, instead of the transport.
 */
final class LazyGzip implements Decompressor {

  @Override
  public String getMessageEncoding() {
    return "gzip";
  }

  @Override
  public InputStream decompress(InputStream packed) {
    return new Unpacked(packed);
  }

  private static final class Unpacked extends InputStream {

    private final InputStream packed;
    private @Nullable InputStream content;

    Unpacked(InputStream packed) {
      this.packed = packed;
    }

    private InputStream content() throws IOException {
      InputStream opened = content;
      if (opened == null) {
        opened = new GZIPInputStream(packed);
        content = opened;
      }
      return opened;
    }

    @Override
    public int read() throws IOException {
      return content().read();
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
      return content().read(bytes, offset, length);
    }

    @Override
    public void close() throws IOException {
      (content == null ? packed : content).close();
    }
  }
}
