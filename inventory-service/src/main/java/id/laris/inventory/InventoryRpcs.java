package id.laris.inventory;

import id.laris.common.db.Resource;
import id.laris.common.grpc.RpcTable;
import id.laris.inventory.count.CancelCount;
import id.laris.inventory.count.CountQueries;
import id.laris.inventory.count.FinalizeCount;
import id.laris.inventory.count.StartCount;
import id.laris.inventory.count.SubmitCount;
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
import id.laris.inventory.transfer.CancelTransfer;
import id.laris.inventory.transfer.CreateTransfer;
import id.laris.inventory.transfer.ReceiveTransfer;
import id.laris.inventory.transfer.ShipTransfer;
import id.laris.pos.v1.InventoryServiceGrpc;
import id.laris.pos.v1.Location;
import id.laris.pos.v1.PurchaseOrder;
import id.laris.pos.v1.StockTransfer;
import id.laris.pos.v1.Supplier;
import io.grpc.BindableService;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The RPCs of InventoryService, each with the method that answers it. */
@Configuration(proxyBeanMethods = false)
class InventoryRpcs {

  @Bean
  BindableService inventoryService(
      Resource<?, Location> locations,
      LevelQueries levels,
      SetReorderPoint setReorderPoint,
      AdjustStock adjustStock,
      ListStockMovements movements,
      ReserveStock reserveStock,
      ReleaseReservation releaseReservation,
      CommitReservation commitReservation,
      GetReservation getReservation,
      Resource<?, StockTransfer> transfers,
      CreateTransfer createTransfer,
      ShipTransfer shipTransfer,
      ReceiveTransfer receiveTransfer,
      CancelTransfer cancelTransfer,
      Resource<?, Supplier> suppliers,
      Resource<?, PurchaseOrder> purchaseOrders,
      PurchaseOrderActions purchaseOrderActions,
      ReceivePurchaseOrder receivePurchaseOrder,
      ListLowStock lowStock,
      GetInventoryValue inventoryValue,
      StartCount startCount,
      SubmitCount submitCount,
      FinalizeCount finalizeCount,
      CancelCount cancelCount,
      CountQueries counts) {
    return new RpcTable(InventoryServiceGrpc.getServiceDescriptor())
        .on(InventoryServiceGrpc.getCreateLocationMethod(), locations::create)
        .on(InventoryServiceGrpc.getGetLocationMethod(), locations::get)
        .on(InventoryServiceGrpc.getBatchGetLocationsMethod(), locations::batchGet)
        .on(InventoryServiceGrpc.getListLocationsMethod(), locations::list)
        .on(InventoryServiceGrpc.getUpdateLocationMethod(), locations::update)
        .on(InventoryServiceGrpc.getDeleteLocationMethod(), locations::delete)
        .on(InventoryServiceGrpc.getGetStockLevelMethod(), levels::get)
        .on(InventoryServiceGrpc.getBatchGetStockLevelsMethod(), levels::batchGet)
        .on(InventoryServiceGrpc.getListStockLevelsMethod(), levels::list)
        .on(InventoryServiceGrpc.getSetReorderPointMethod(), setReorderPoint::run)
        .on(InventoryServiceGrpc.getAdjustStockMethod(), adjustStock::run)
        .on(InventoryServiceGrpc.getListStockMovementsMethod(), movements::run)
        .on(InventoryServiceGrpc.getReserveStockMethod(), reserveStock::run)
        .on(InventoryServiceGrpc.getReleaseReservationMethod(), releaseReservation::run)
        .on(InventoryServiceGrpc.getCommitReservationMethod(), commitReservation::run)
        .on(InventoryServiceGrpc.getGetReservationMethod(), getReservation::run)
        .on(InventoryServiceGrpc.getCreateTransferMethod(), createTransfer::run)
        .on(InventoryServiceGrpc.getShipTransferMethod(), shipTransfer::run)
        .on(InventoryServiceGrpc.getReceiveTransferMethod(), receiveTransfer::run)
        .on(InventoryServiceGrpc.getCancelTransferMethod(), cancelTransfer::run)
        .on(InventoryServiceGrpc.getGetTransferMethod(), transfers::get)
        .on(InventoryServiceGrpc.getListTransfersMethod(), transfers::list)
        .on(InventoryServiceGrpc.getCreateSupplierMethod(), suppliers::create)
        .on(InventoryServiceGrpc.getGetSupplierMethod(), suppliers::get)
        .on(InventoryServiceGrpc.getListSuppliersMethod(), suppliers::list)
        .on(InventoryServiceGrpc.getUpdateSupplierMethod(), suppliers::update)
        .on(InventoryServiceGrpc.getDeleteSupplierMethod(), suppliers::delete)
        .on(InventoryServiceGrpc.getCreatePurchaseOrderMethod(), purchaseOrderActions::create)
        .on(InventoryServiceGrpc.getGetPurchaseOrderMethod(), purchaseOrders::get)
        .on(InventoryServiceGrpc.getListPurchaseOrdersMethod(), purchaseOrders::list)
        .on(InventoryServiceGrpc.getUpdatePurchaseOrderMethod(), purchaseOrderActions::update)
        .on(InventoryServiceGrpc.getOrderPurchaseOrderMethod(), purchaseOrderActions::order)
        .on(InventoryServiceGrpc.getReceivePurchaseOrderMethod(), receivePurchaseOrder::run)
        .on(InventoryServiceGrpc.getCancelPurchaseOrderMethod(), purchaseOrderActions::cancel)
        .on(InventoryServiceGrpc.getListLowStockMethod(), lowStock::run)
        .on(InventoryServiceGrpc.getGetInventoryValueMethod(), inventoryValue::run)
        .on(InventoryServiceGrpc.getStartCountMethod(), startCount::run)
        .on(InventoryServiceGrpc.getSubmitCountMethod(), submitCount::run)
        .on(InventoryServiceGrpc.getFinalizeCountMethod(), finalizeCount::run)
        .on(InventoryServiceGrpc.getCancelCountMethod(), cancelCount::run)
        .on(InventoryServiceGrpc.getGetCountMethod(), counts::get)
        .on(InventoryServiceGrpc.getListCountsMethod(), counts::list);
  }
}
