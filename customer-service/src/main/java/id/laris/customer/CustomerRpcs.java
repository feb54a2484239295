package id.laris.customer;

import id.laris.common.db.Resource;
import id.laris.common.grpc.RpcTable;
import id.laris.customer.loyalty.AdjustPoints;
import id.laris.customer.loyalty.GetLoyaltyAccount;
import id.laris.customer.loyalty.GetLoyaltyProgram;
import id.laris.customer.loyalty.ListPoints;
import id.laris.customer.loyalty.PreviewLoyalty;
import id.laris.customer.loyalty.SetLoyaltyProgram;
import id.laris.customer.reward.ReleaseReward;
import id.laris.customer.reward.ReserveReward;
import id.laris.pos.v1.Customer;
import id.laris.pos.v1.CustomerServiceGrpc;
import id.laris.pos.v1.Reward;
import io.grpc.BindableService;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The RPCs of CustomerService, each with the method that answers it. */
@Configuration(proxyBeanMethods = false)
class CustomerRpcs {

  @Bean
  BindableService customerService(
      Resource<?, Customer> customers,
      Resource<?, Reward> rewards,
      ReserveReward reserveReward,
      ReleaseReward releaseReward,
      SetLoyaltyProgram setLoyaltyProgram,
      GetLoyaltyProgram getLoyaltyProgram,
      GetLoyaltyAccount getLoyaltyAccount,
      ListPoints listPoints,
      AdjustPoints adjustPoints,
      PreviewLoyalty previewLoyalty) {
    return new RpcTable(CustomerServiceGrpc.getServiceDescriptor())
        .on(CustomerServiceGrpc.getCreateCustomerMethod(), customers::create)
        .on(CustomerServiceGrpc.getGetCustomerMethod(), customers::get)
        .on(CustomerServiceGrpc.getListCustomersMethod(), customers::list)
        .on(CustomerServiceGrpc.getUpdateCustomerMethod(), customers::update)
        .on(CustomerServiceGrpc.getDeleteCustomerMethod(), customers::delete)
        .on(CustomerServiceGrpc.getGetRewardMethod(), rewards::get)
        .on(CustomerServiceGrpc.getReserveRewardMethod(), reserveReward::run)
        .on(CustomerServiceGrpc.getReleaseRewardMethod(), releaseReward::run)
        .on(
            CustomerServiceGrpc.getHoldBalancesMethod(),
            request -> {
              throw new UnsupportedOperationException();
            })
        .on(
            CustomerServiceGrpc.getReleaseBalancesMethod(),
            request -> {
              throw new UnsupportedOperationException();
            })
        .on(CustomerServiceGrpc.getSetLoyaltyProgramMethod(), setLoyaltyProgram::run)
        .on(CustomerServiceGrpc.getGetLoyaltyProgramMethod(), getLoyaltyProgram::run)
        .on(CustomerServiceGrpc.getCreateRewardMethod(), rewards::create)
        .on(CustomerServiceGrpc.getListRewardsMethod(), rewards::list)
        .on(CustomerServiceGrpc.getUpdateRewardMethod(), rewards::update)
        .on(CustomerServiceGrpc.getDeleteRewardMethod(), rewards::delete)
        .on(CustomerServiceGrpc.getGetLoyaltyAccountMethod(), getLoyaltyAccount::run)
        .on(CustomerServiceGrpc.getListPointsMethod(), listPoints::run)
        .on(CustomerServiceGrpc.getAdjustPointsMethod(), adjustPoints::run)
        .on(CustomerServiceGrpc.getPreviewLoyaltyMethod(), previewLoyalty::run);
  }
}
