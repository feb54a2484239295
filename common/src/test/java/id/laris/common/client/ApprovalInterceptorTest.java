package id.laris.common.client;

import static org.assertj.core.api.Assertions.assertThat;

import id.laris.pos.v1.CheckoutRequest;
import id.laris.pos.v1.GetSalesSettingsRequest;
import id.laris.pos.v1.RecordCashMovementRequest;
import id.laris.pos.v1.RefundTransactionRequest;
import id.laris.pos.v1.VoidPaymentRequest;
import java.util.Locale;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ApprovalInterceptorTest {

  private static final String ID = UUID.randomUUID().toString();
  private static final String OTHER = UUID.randomUUID().toString();

  @Test
  void aRequestIsAboutItsOrder() {
    assertThat(
            ApprovalInterceptor.thing(
                VoidPaymentRequest.newBuilder().setPaymentId(OTHER).setOrderId(ID).build()))
        .isEqualTo(ID);
  }

  @Test
  void aMovementIsAboutItsShift() {
    assertThat(
            ApprovalInterceptor.thing(
                RecordCashMovementRequest.newBuilder().setId(OTHER).setShiftId(ID).build()))
        .isEqualTo(ID);
  }

  @Test
  void aRequestWithoutAnOrderIsAboutItsFirstId() {
    assertThat(
            ApprovalInterceptor.thing(
                RefundTransactionRequest.newBuilder().setTransactionId(ID).build()))
        .isEqualTo(ID);
  }

  @Test
  void aRequestWhoseFirstIdIsLeftOutIsNotAboutItsSecond() {
    assertThat(ApprovalInterceptor.thing(CheckoutRequest.newBuilder().setLocationId(OTHER).build()))
        .isEmpty();
  }

  @Test
  void aRequestWithoutIdsIsAboutNothing() {
    assertThat(ApprovalInterceptor.thing(GetSalesSettingsRequest.getDefaultInstance())).isEmpty();
  }

  @Test
  void capitalsInAnIdDoNotMatter() {
    assertThat(
            ApprovalInterceptor.thing(
                CheckoutRequest.newBuilder().setId(ID.toUpperCase(Locale.ROOT)).build()))
        .isEqualTo(ID);
  }
}
