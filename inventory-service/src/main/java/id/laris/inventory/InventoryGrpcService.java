package id.laris.inventory;

import static id.laris.common.grpc.Replies.reply;

import id.laris.inventory.count.CancelCount;
import id.laris.inventory.count.CountQueries;
import id.laris.inventory.count.FinalizeCount;
import id.laris.inventory.count.StartCount;
import id.laris.inventory.count.SubmitCount;
import id.laris.inventory.location.LocationActions;
import id.laris.inventory.purchase.PurchaseOrderActions;
import id.laris.inventory.purchase.ReceivePurchaseOrder;
import id.laris.inventory.report.GetInventoryValue;
import id.laris.inventory.report.ListLowStock;
import id.laris.inventory.reservation.CommitReservation;
import id.laris.inventory.reservation.GetReservation;
import id.laris.inventory.reservation.ReleaseReservation;
import id.laris.inventory.reservation.ReserveStock;
import id.laris.inventory.stock.AdjustStock;
import id.laris.inventory.stock.LevelQueries;
import id.laris.inventory.stock.ListStockMovements;
import id.laris.inventory.stock.SetReorderPoint;
import id.laris.inventory.supplier.SupplierActions;
import id.laris.inventory.transfer.CancelTransfer;
import id.laris.inventory.transfer.CreateTransfer;
import id.laris.inventory.transfer.ReceiveTransfer;
import id.laris.inventory.transfer.ShipTransfer;
import id.laris.inventory.transfer.TransferActions;
import id.laris.pos.v1.AdjustStockRequest;
import id.laris.pos.v1.AdjustStockResponse;
import id.laris.pos.v1.BatchGetStockLevelsRequest;
import id.laris.pos.v1.BatchGetStockLevelsResponse;
import id.laris.pos.v1.CancelCountRequest;
import id.laris.pos.v1.CancelCountResponse;
import id.laris.pos.v1.CancelPurchaseOrderRequest;
import id.laris.pos.v1.CancelPurchaseOrderResponse;
import id.laris.pos.v1.CancelTransferRequest;
import id.laris.pos.v1.CancelTransferResponse;
import id.laris.pos.v1.CommitReservationRequest;
import id.laris.pos.v1.CommitReservationResponse;
import id.laris.pos.v1.CreateLocationRequest;
import id.laris.pos.v1.CreateLocationResponse;
import id.laris.pos.v1.CreatePurchaseOrderRequest;
import id.laris.pos.v1.CreatePurchaseOrderResponse;
import id.laris.pos.v1.CreateSupplierRequest;
import id.laris.pos.v1.CreateSupplierResponse;
import id.laris.pos.v1.CreateTransferRequest;
import id.laris.pos.v1.CreateTransferResponse;
import id.laris.pos.v1.DeleteLocationRequest;
import id.laris.pos.v1.DeleteLocationResponse;
import id.laris.pos.v1.DeleteSupplierRequest;
import id.laris.pos.v1.DeleteSupplierResponse;
import id.laris.pos.v1.FinalizeCountRequest;
import id.laris.pos.v1.FinalizeCountResponse;
import id.laris.pos.v1.GetCountRequest;
import id.laris.pos.v1.GetCountResponse;
import id.laris.pos.v1.GetInventoryValueRequest;
import id.laris.pos.v1.GetInventoryValueResponse;
import id.laris.pos.v1.GetLocationRequest;
import id.laris.pos.v1.GetLocationResponse;
import id.laris.pos.v1.GetPurchaseOrderRequest;
import id.laris.pos.v1.GetPurchaseOrderResponse;
import id.laris.pos.v1.GetReservationRequest;
import id.laris.pos.v1.GetReservationResponse;
import id.laris.pos.v1.GetStockLevelRequest;
import id.laris.pos.v1.GetStockLevelResponse;
import id.laris.pos.v1.GetSupplierRequest;
import id.laris.pos.v1.GetSupplierResponse;
import id.laris.pos.v1.GetTransferRequest;
import id.laris.pos.v1.GetTransferResponse;
import id.laris.pos.v1.InventoryServiceGrpc;
import id.laris.pos.v1.ListCountsRequest;
import id.laris.pos.v1.ListCountsResponse;
import id.laris.pos.v1.ListLocationsRequest;
import id.laris.pos.v1.ListLocationsResponse;
import id.laris.pos.v1.ListLowStockRequest;
import id.laris.pos.v1.ListLowStockResponse;
import id.laris.pos.v1.ListPurchaseOrdersRequest;
import id.laris.pos.v1.ListPurchaseOrdersResponse;
import id.laris.pos.v1.ListStockLevelsRequest;
import id.laris.pos.v1.ListStockLevelsResponse;
import id.laris.pos.v1.ListStockMovementsRequest;
import id.laris.pos.v1.ListStockMovementsResponse;
import id.laris.pos.v1.ListSuppliersRequest;
import id.laris.pos.v1.ListSuppliersResponse;
import id.laris.pos.v1.ListTransfersRequest;
import id.laris.pos.v1.ListTransfersResponse;
import id.laris.pos.v1.OrderPurchaseOrderRequest;
import id.laris.pos.v1.OrderPurchaseOrderResponse;
import id.laris.pos.v1.ReceivePurchaseOrderRequest;
import id.laris.pos.v1.ReceivePurchaseOrderResponse;
import id.laris.pos.v1.ReceiveTransferRequest;
import id.laris.pos.v1.ReceiveTransferResponse;
import id.laris.pos.v1.ReleaseReservationRequest;
import id.laris.pos.v1.ReleaseReservationResponse;
import id.laris.pos.v1.ReserveStockRequest;
import id.laris.pos.v1.ReserveStockResponse;
import id.laris.pos.v1.SetReorderPointRequest;
import id.laris.pos.v1.SetReorderPointResponse;
import id.laris.pos.v1.ShipTransferRequest;
import id.laris.pos.v1.ShipTransferResponse;
import id.laris.pos.v1.StartCountRequest;
import id.laris.pos.v1.StartCountResponse;
import id.laris.pos.v1.SubmitCountRequest;
import id.laris.pos.v1.SubmitCountResponse;
import id.laris.pos.v1.UpdateLocationRequest;
import id.laris.pos.v1.UpdateLocationResponse;
import id.laris.pos.v1.UpdatePurchaseOrderRequest;
import id.laris.pos.v1.UpdatePurchaseOrderResponse;
import id.laris.pos.v1.UpdateSupplierRequest;
import id.laris.pos.v1.UpdateSupplierResponse;
import io.grpc.stub.StreamObserver;
import org.springframework.stereotype.Component;

/** One line per RPC: the table of contents of the service. */
@Component
final class InventoryGrpcService extends InventoryServiceGrpc.InventoryServiceImplBase {

  private final LocationActions locations;
  private final LevelQueries levels;
  private final SetReorderPoint setReorderPoint;
  private final AdjustStock adjustStock;
  private final ListStockMovements movements;
  private final ReserveStock reserveStock;
  private final ReleaseReservation releaseReservation;
  private final CommitReservation commitReservation;
  private final GetReservation getReservation;
  private final TransferActions transfers;
  private final CreateTransfer createTransfer;
  private final ShipTransfer shipTransfer;
  private final ReceiveTransfer receiveTransfer;
  private final CancelTransfer cancelTransfer;
  private final SupplierActions suppliers;
  private final PurchaseOrderActions purchaseOrders;
  private final ReceivePurchaseOrder receivePurchaseOrder;
  private final ListLowStock lowStock;
  private final GetInventoryValue inventoryValue;
  private final StartCount startCount;
  private final SubmitCount submitCount;
  private final FinalizeCount finalizeCount;
  private final CancelCount cancelCount;
  private final CountQueries counts;

  InventoryGrpcService(
      LocationActions locations,
      LevelQueries levels,
      SetReorderPoint setReorderPoint,
      AdjustStock adjustStock,
      ListStockMovements movements,
      ReserveStock reserveStock,
      ReleaseReservation releaseReservation,
      CommitReservation commitReservation,
      GetReservation getReservation,
      TransferActions transfers,
      CreateTransfer createTransfer,
      ShipTransfer shipTransfer,
      ReceiveTransfer receiveTransfer,
      CancelTransfer cancelTransfer,
      SupplierActions suppliers,
      PurchaseOrderActions purchaseOrders,
      ReceivePurchaseOrder receivePurchaseOrder,
      ListLowStock lowStock,
      GetInventoryValue inventoryValue,
      StartCount startCount,
      SubmitCount submitCount,
      FinalizeCount finalizeCount,
      CancelCount cancelCount,
      CountQueries counts) {
    this.locations = locations;
    this.levels = levels;
    this.setReorderPoint = setReorderPoint;
    this.adjustStock = adjustStock;
    this.movements = movements;
    this.reserveStock = reserveStock;
    this.releaseReservation = releaseReservation;
    this.commitReservation = commitReservation;
    this.getReservation = getReservation;
    this.transfers = transfers;
    this.createTransfer = createTransfer;
    this.shipTransfer = shipTransfer;
    this.receiveTransfer = receiveTransfer;
    this.cancelTransfer = cancelTransfer;
    this.suppliers = suppliers;
    this.purchaseOrders = purchaseOrders;
    this.receivePurchaseOrder = receivePurchaseOrder;
    this.lowStock = lowStock;
    this.inventoryValue = inventoryValue;
    this.startCount = startCount;
    this.submitCount = submitCount;
    this.finalizeCount = finalizeCount;
    this.cancelCount = cancelCount;
    this.counts = counts;
  }

  @Override
  public void createLocation(
      CreateLocationRequest request, StreamObserver<CreateLocationResponse> observer) {
    reply(observer, () -> locations.create(request));
  }

  @Override
  public void getLocation(
      GetLocationRequest request, StreamObserver<GetLocationResponse> observer) {
    reply(observer, () -> locations.get(request));
  }

  @Override
  public void listLocations(
      ListLocationsRequest request, StreamObserver<ListLocationsResponse> observer) {
    reply(observer, () -> locations.list(request));
  }

  @Override
  public void updateLocation(
      UpdateLocationRequest request, StreamObserver<UpdateLocationResponse> observer) {
    reply(observer, () -> locations.update(request));
  }

  @Override
  public void deleteLocation(
      DeleteLocationRequest request, StreamObserver<DeleteLocationResponse> observer) {
    reply(observer, () -> locations.delete(request));
  }

  @Override
  public void getStockLevel(
      GetStockLevelRequest request, StreamObserver<GetStockLevelResponse> observer) {
    reply(observer, () -> levels.get(request));
  }

  @Override
  public void batchGetStockLevels(
      BatchGetStockLevelsRequest request, StreamObserver<BatchGetStockLevelsResponse> observer) {
    reply(observer, () -> levels.batchGet(request));
  }

  @Override
  public void listStockLevels(
      ListStockLevelsRequest request, StreamObserver<ListStockLevelsResponse> observer) {
    reply(observer, () -> levels.list(request));
  }

  @Override
  public void setReorderPoint(
      SetReorderPointRequest request, StreamObserver<SetReorderPointResponse> observer) {
    reply(observer, () -> setReorderPoint.run(request));
  }

  @Override
  public void adjustStock(
      AdjustStockRequest request, StreamObserver<AdjustStockResponse> observer) {
    reply(observer, () -> adjustStock.run(request));
  }

  @Override
  public void listStockMovements(
      ListStockMovementsRequest request, StreamObserver<ListStockMovementsResponse> observer) {
    reply(observer, () -> movements.run(request));
  }

  @Override
  public void reserveStock(
      ReserveStockRequest request, StreamObserver<ReserveStockResponse> observer) {
    reply(observer, () -> reserveStock.run(request));
  }

  @Override
  public void releaseReservation(
      ReleaseReservationRequest request, StreamObserver<ReleaseReservationResponse> observer) {
    reply(observer, () -> releaseReservation.run(request));
  }

  @Override
  public void commitReservation(
      CommitReservationRequest request, StreamObserver<CommitReservationResponse> observer) {
    reply(observer, () -> commitReservation.run(request));
  }

  @Override
  public void getReservation(
      GetReservationRequest request, StreamObserver<GetReservationResponse> observer) {
    reply(observer, () -> getReservation.run(request));
  }

  @Override
  public void createTransfer(
      CreateTransferRequest request, StreamObserver<CreateTransferResponse> observer) {
    reply(observer, () -> createTransfer.run(request));
  }

  @Override
  public void shipTransfer(
      ShipTransferRequest request, StreamObserver<ShipTransferResponse> observer) {
    reply(observer, () -> shipTransfer.run(request));
  }

  @Override
  public void receiveTransfer(
      ReceiveTransferRequest request, StreamObserver<ReceiveTransferResponse> observer) {
    reply(observer, () -> receiveTransfer.run(request));
  }

  @Override
  public void cancelTransfer(
      CancelTransferRequest request, StreamObserver<CancelTransferResponse> observer) {
    reply(observer, () -> cancelTransfer.run(request));
  }

  @Override
  public void getTransfer(
      GetTransferRequest request, StreamObserver<GetTransferResponse> observer) {
    reply(observer, () -> transfers.get(request));
  }

  @Override
  public void listTransfers(
      ListTransfersRequest request, StreamObserver<ListTransfersResponse> observer) {
    reply(observer, () -> transfers.list(request));
  }

  @Override
  public void createSupplier(
      CreateSupplierRequest request, StreamObserver<CreateSupplierResponse> observer) {
    reply(observer, () -> suppliers.create(request));
  }

  @Override
  public void getSupplier(
      GetSupplierRequest request, StreamObserver<GetSupplierResponse> observer) {
    reply(observer, () -> suppliers.get(request));
  }

  @Override
  public void listSuppliers(
      ListSuppliersRequest request, StreamObserver<ListSuppliersResponse> observer) {
    reply(observer, () -> suppliers.list(request));
  }

  @Override
  public void updateSupplier(
      UpdateSupplierRequest request, StreamObserver<UpdateSupplierResponse> observer) {
    reply(observer, () -> suppliers.update(request));
  }

  @Override
  public void deleteSupplier(
      DeleteSupplierRequest request, StreamObserver<DeleteSupplierResponse> observer) {
    reply(observer, () -> suppliers.delete(request));
  }

  @Override
  public void createPurchaseOrder(
      CreatePurchaseOrderRequest request, StreamObserver<CreatePurchaseOrderResponse> observer) {
    reply(observer, () -> purchaseOrders.create(request));
  }

  @Override
  public void getPurchaseOrder(
      GetPurchaseOrderRequest request, StreamObserver<GetPurchaseOrderResponse> observer) {
    reply(observer, () -> purchaseOrders.get(request));
  }

  @Override
  public void listPurchaseOrders(
      ListPurchaseOrdersRequest request, StreamObserver<ListPurchaseOrdersResponse> observer) {
    reply(observer, () -> purchaseOrders.list(request));
  }

  @Override
  public void updatePurchaseOrder(
      UpdatePurchaseOrderRequest request, StreamObserver<UpdatePurchaseOrderResponse> observer) {
    reply(observer, () -> purchaseOrders.update(request));
  }

  @Override
  public void orderPurchaseOrder(
      OrderPurchaseOrderRequest request, StreamObserver<OrderPurchaseOrderResponse> observer) {
    reply(observer, () -> purchaseOrders.order(request));
  }

  @Override
  public void receivePurchaseOrder(
      ReceivePurchaseOrderRequest request, StreamObserver<ReceivePurchaseOrderResponse> observer) {
    reply(observer, () -> receivePurchaseOrder.run(request));
  }

  @Override
  public void cancelPurchaseOrder(
      CancelPurchaseOrderRequest request, StreamObserver<CancelPurchaseOrderResponse> observer) {
    reply(observer, () -> purchaseOrders.cancel(request));
  }

  @Override
  public void listLowStock(
      ListLowStockRequest request, StreamObserver<ListLowStockResponse> observer) {
    reply(observer, () -> lowStock.run(request));
  }

  @Override
  public void getInventoryValue(
      GetInventoryValueRequest request, StreamObserver<GetInventoryValueResponse> observer) {
    reply(observer, () -> inventoryValue.run(request));
  }

  @Override
  public void startCount(StartCountRequest request, StreamObserver<StartCountResponse> observer) {
    reply(observer, () -> startCount.run(request));
  }

  @Override
  public void submitCount(
      SubmitCountRequest request, StreamObserver<SubmitCountResponse> observer) {
    reply(observer, () -> submitCount.run(request));
  }

  @Override
  public void finalizeCount(
      FinalizeCountRequest request, StreamObserver<FinalizeCountResponse> observer) {
    reply(observer, () -> finalizeCount.run(request));
  }

  @Override
  public void cancelCount(
      CancelCountRequest request, StreamObserver<CancelCountResponse> observer) {
    reply(observer, () -> cancelCount.run(request));
  }

  @Override
  public void getCount(GetCountRequest request, StreamObserver<GetCountResponse> observer) {
    reply(observer, () -> counts.get(request));
  }

  @Override
  public void listCounts(ListCountsRequest request, StreamObserver<ListCountsResponse> observer) {
    reply(observer, () -> counts.list(request));
  }
}
