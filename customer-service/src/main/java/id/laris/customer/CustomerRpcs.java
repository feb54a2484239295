package id.laris.customer;

import id.laris.common.db.Resource;
import id.laris.common.grpc.RpcTable;
import id.laris.customer.account.GetStatement;
import id.laris.customer.account.SetCreditLimit;
import id.laris.customer.account.SettleAccount;
import id.laris.customer.balance.BalanceQueries;
import id.laris.customer.credit.AdjustStoreCredit;
import id.laris.customer.giftcard.GiftCardActions;
import id.laris.customer.giftcard.GiftCardQueries;
import id.laris.customer.giftcard.IssueGiftCard;
import id.laris.customer.giftcard.ReplaceGiftCard;
import id.laris.customer.giftcard.ShowGiftCardCodes;
import id.laris.customer.giftcard.TransferGiftCard;
import id.laris.customer.hold.HoldBalances;
import id.laris.customer.hold.RefundBalance;
import id.laris.customer.hold.ReleaseBalances;
import id.laris.customer.loyalty.AdjustPoints;
import id.laris.customer.loyalty.GetLoyaltyAccount;
import id.laris.customer.loyalty.GetLoyaltyProgram;
import id.laris.customer.loyalty.ListPoints;
import id.laris.customer.loyalty.PreviewLoyalty;
import id.laris.customer.loyalty.SetLoyaltyProgram;
import id.laris.customer.profile.AnonymizeCustomer;
import id.laris.customer.profile.ExportCustomer;
import id.laris.customer.profile.MergeCustomers;
import id.laris.customer.profile.SearchCustomers;
import id.laris.customer.purchase.ListPurchases;
import id.laris.customer.receipt.GetOrderBalances;
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
      SearchCustomers searchCustomers,
      MergeCustomers mergeCustomers,
      AnonymizeCustomer anonymizeCustomer,
      ExportCustomer exportCustomer,
      ListPurchases listPurchases,
      GetOrderBalances getOrderBalances,
      HoldBalances holdBalances,
      ReleaseBalances releaseBalances,
      RefundBalance refundBalance,
      IssueGiftCard issueGiftCard,
      GiftCardQueries giftCards,
      GiftCardActions giftCardActions,
      TransferGiftCard transferGiftCard,
      ReplaceGiftCard replaceGiftCard,
      ShowGiftCardCodes showGiftCardCodes,
      BalanceQueries balances,
      AdjustStoreCredit adjustStoreCredit,
      SetCreditLimit setCreditLimit,
      GetStatement getStatement,
      SettleAccount settleAccount,
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
        .on(CustomerServiceGrpc.getSearchCustomersMethod(), searchCustomers::run)
        .on(CustomerServiceGrpc.getMergeCustomersMethod(), mergeCustomers::run)
        .on(CustomerServiceGrpc.getAnonymizeCustomerMethod(), anonymizeCustomer::run)
        .on(CustomerServiceGrpc.getExportCustomerMethod(), exportCustomer::run)
        .on(CustomerServiceGrpc.getListPurchasesMethod(), listPurchases::run)
        .on(CustomerServiceGrpc.getSetLoyaltyProgramMethod(), setLoyaltyProgram::run)
        .on(CustomerServiceGrpc.getGetLoyaltyProgramMethod(), getLoyaltyProgram::run)
        .on(CustomerServiceGrpc.getCreateRewardMethod(), rewards::create)
        .on(CustomerServiceGrpc.getGetRewardMethod(), rewards::get)
        .on(CustomerServiceGrpc.getListRewardsMethod(), rewards::list)
        .on(CustomerServiceGrpc.getUpdateRewardMethod(), rewards::update)
        .on(CustomerServiceGrpc.getDeleteRewardMethod(), rewards::delete)
        .on(CustomerServiceGrpc.getGetLoyaltyAccountMethod(), getLoyaltyAccount::run)
        .on(CustomerServiceGrpc.getListPointsMethod(), listPoints::run)
        .on(CustomerServiceGrpc.getAdjustPointsMethod(), adjustPoints::run)
        .on(CustomerServiceGrpc.getPreviewLoyaltyMethod(), previewLoyalty::run)
        .on(CustomerServiceGrpc.getReserveRewardMethod(), reserveReward::run)
        .on(CustomerServiceGrpc.getReleaseRewardMethod(), releaseReward::run)
        .on(CustomerServiceGrpc.getIssueGiftCardMethod(), issueGiftCard::run)
        .on(CustomerServiceGrpc.getGetGiftCardMethod(), giftCards::get)
        .on(CustomerServiceGrpc.getListGiftCardsMethod(), giftCards::list)
        .on(CustomerServiceGrpc.getFreezeGiftCardMethod(), giftCardActions::freeze)
        .on(CustomerServiceGrpc.getUnfreezeGiftCardMethod(), giftCardActions::unfreeze)
        .on(CustomerServiceGrpc.getCancelGiftCardMethod(), giftCardActions::cancel)
        .on(CustomerServiceGrpc.getTransferGiftCardMethod(), transferGiftCard::run)
        .on(CustomerServiceGrpc.getReplaceGiftCardMethod(), replaceGiftCard::run)
        .on(CustomerServiceGrpc.getShowGiftCardCodesMethod(), showGiftCardCodes::run)
        .on(CustomerServiceGrpc.getGetBalanceMethod(), balances::balance)
        .on(CustomerServiceGrpc.getListEntriesMethod(), balances::entries)
        .on(CustomerServiceGrpc.getGetLiabilitiesMethod(), balances::liabilities)
        .on(CustomerServiceGrpc.getAdjustStoreCreditMethod(), adjustStoreCredit::run)
        .on(CustomerServiceGrpc.getSetCreditLimitMethod(), setCreditLimit::run)
        .on(CustomerServiceGrpc.getGetStatementMethod(), getStatement::run)
        .on(CustomerServiceGrpc.getSettleAccountMethod(), settleAccount::run)
        .on(CustomerServiceGrpc.getGetOrderBalancesMethod(), getOrderBalances::run)
        .on(CustomerServiceGrpc.getHoldBalancesMethod(), holdBalances::run)
        .on(CustomerServiceGrpc.getReleaseBalancesMethod(), releaseBalances::run)
        .on(CustomerServiceGrpc.getRefundBalanceMethod(), refundBalance::run);
  }
}
