package id.laris.inventory;

import com.google.protobuf.Timestamp;
import id.laris.common.grpc.Protos;
import id.laris.pos.v1.CancelCountRequest;
import id.laris.pos.v1.CountLine;
import id.laris.pos.v1.FinalizeCountRequest;
import id.laris.pos.v1.GetCountRequest;
import id.laris.pos.v1.Location;
import id.laris.pos.v1.StartCountRequest;
import id.laris.pos.v1.StockCount;
import id.laris.pos.v1.StockCount.Scope;
import id.laris.pos.v1.SubmitCountRequest;
import java.time.Instant;
import java.util.List;
import java.util.function.UnaryOperator;

/** A person who counts stock, with one-line calls. */
final class Stocktaker {

  private final Warehouse warehouse;

  Stocktaker(Warehouse warehouse) {
    this.warehouse = warehouse;
  }

  StockCount start(Location location, Scope scope, String... variantIds) {
    return start(
        location, request -> request.setScope(scope).addAllVariantIds(List.of(variantIds)));
  }

  StockCount start(Location location, UnaryOperator<StartCountRequest.Builder> more) {
    return warehouse
        .stub
        .startCount(
            more.apply(StartCountRequest.newBuilder().setLocationId(location.getId())).build())
        .getCount();
  }

  StockCount submit(StockCount count, String variantId, long quantity) {
    return submit(count, request -> request.addLines(line(variantId, quantity)));
  }

  StockCount submit(StockCount count, UnaryOperator<SubmitCountRequest.Builder> more) {
    return warehouse
        .stub
        .submitCount(more.apply(SubmitCountRequest.newBuilder().setCountId(count.getId())).build())
        .getCount();
  }

  static SubmitCountRequest.Line line(String variantId, long quantity) {
    return SubmitCountRequest.Line.newBuilder()
        .setVariantId(variantId)
        .setQuantity(quantity)
        .build();
  }

  StockCount finish(StockCount count) {
    return finish(count, request -> request);
  }

  StockCount finish(StockCount count, UnaryOperator<FinalizeCountRequest.Builder> more) {
    return warehouse
        .stub
        .finalizeCount(
            more.apply(FinalizeCountRequest.newBuilder().setCountId(count.getId())).build())
        .getCount();
  }

  StockCount cancel(StockCount count) {
    return warehouse
        .stub
        .cancelCount(CancelCountRequest.newBuilder().setCountId(count.getId()).build())
        .getCount();
  }

  StockCount get(StockCount count) {
    return warehouse
        .stub
        .getCount(GetCountRequest.newBuilder().setCountId(count.getId()).build())
        .getCount();
  }

  /** The line of a variant. */
  static CountLine line(StockCount count, String variantId) {
    return count.getLinesList().stream()
        .filter(line -> line.getVariantId().equals(variantId))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no line of " + variantId + " in " + count));
  }

  static Timestamp time(Instant instant) {
    return Protos.timestamp(instant);
  }
}
