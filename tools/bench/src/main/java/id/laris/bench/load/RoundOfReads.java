package id.laris.bench.load;

import com.google.protobuf.Message;
import id.laris.bench.load.Tallies.CallFailedException;
import id.laris.bench.shop.Connection;
import java.util.List;

/** Reads in several ways, one after the other, over and over. */
public final class RoundOfReads implements Caller {

  /** One way to read, with its name in the table. */
  public record Read(String name, Tallies.Call<? extends Message> call) {}

  private final Connection connection;
  private final List<Read> reads;
  private int next;

  public RoundOfReads(Connection connection, List<Read> reads) {
    this.connection = connection;
    this.reads = reads;
  }

  /** One read, so that one that fails hides none of the others. */
  @Override
  public void once(Tallies tallies) throws CallFailedException {
    Read read = reads.get(next);
    next = (next + 1) % reads.size();
    var _ = tallies.time(read.name(), read.call());
  }

  @Override
  public void close() {
    connection.close();
  }
}
