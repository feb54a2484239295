package id.laris.staff.shift;

import static id.laris.common.grpc.Protos.money;
import static org.assertj.core.api.Assertions.assertThat;

import id.laris.common.errors.Reason;
import id.laris.common.grpc.Headers;
import id.laris.pos.v1.CashCount;
import id.laris.pos.v1.CashCount.Denomination;
import id.laris.pos.v1.CashMovement.Kind;
import id.laris.pos.v1.CloseShiftRequest;
import id.laris.pos.v1.CloseShiftResponse;
import id.laris.pos.v1.CountShiftRequest;
import id.laris.pos.v1.FindTillRequest;
import id.laris.pos.v1.GetShiftRequest;
import id.laris.pos.v1.ListShiftsRequest;
import id.laris.pos.v1.Money;
import id.laris.pos.v1.OpenShiftRequest;
import id.laris.pos.v1.Payment;
import id.laris.pos.v1.RecordCashMovementRequest;
import id.laris.pos.v1.RetireRegisterRequest;
import id.laris.pos.v1.Shift;
import id.laris.pos.v1.Shift.State;
import id.laris.pos.v1.ShiftCorrection;
import id.laris.pos.v1.ShiftReport;
import id.laris.pos.v1.StaffServiceGrpc;
import id.laris.pos.v1.StaffServiceGrpc.StaffServiceBlockingStub;
import id.laris.pos.v1.TenderTotals.Tender;
import id.laris.testkit.FakeClock;
import id.laris.testkit.Parallel;
import id.laris.testkit.Refusal;
import id.laris.testkit.TestCalls;
import io.grpc.Metadata;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Shifts from the money put into a drawer to the Z report. */
@ShiftsTest
class ShiftTest {

  @Autowired Drawer.Parts parts;
  @Autowired FakeSales sales;
  @Autowired FakeClock clock;
  @Autowired TestCalls calls;

  private Drawer drawer;

  @BeforeEach
  void aDrawer() {
    drawer = new Drawer(parts);
  }

  @AfterEach
  void salesIsThereForOthers() {
    parts.restoreSales();
  }

  private static Money idr(long amount) {
    return money(amount, "IDR");
  }

  @Test
  void theDrawerHasWhatTheRuleSays() {
    Shift shift = drawer.open(100_00);
    sales.sell(shift.getId(), 60_00, 2_65);
    sales.giveBack(shift.getId(), 12_00);
    drawer.move(shift, Kind.PAY_IN, 20_00);
    drawer.move(shift, Kind.PAY_OUT, 5_50);
    drawer.move(shift, Kind.NO_SALE, 0);
    drawer.count(shift, 159_00);

    CloseShiftResponse closed = drawer.close(shift);

    assertThat(closed.getShift().getState()).isEqualTo(State.CLOSED);
    assertThat(closed.getShift().getExpected()).isEqualTo(idr(159_85));
    assertThat(closed.getShift().getCounted()).isEqualTo(idr(159_00));
    assertThat(closed.getShift().getDifference()).isEqualTo(idr(-85));
    assertThat(closed.getShift().getZNumber()).isEqualTo(1);
    assertThat(drawer.get(shift)).isEqualTo(closed.getShift());
    assertThat(drawer.report(shift)).isEqualTo(closed.getReport());
  }

  @Test
  void moneyToTheSafeAndOtherTendersAreNotInTheDrawer() {
    Shift shift = drawer.open(50_00);
    sales.sell(shift.getId(), 100_00, 0);
    sales.take(shift.getId(), Payment.Type.CARD, 900_00, 0);
    drawer.move(shift, Kind.DROP, 80_00);
    drawer.count(shift, 70_00);

    ShiftReport report = drawer.close(shift).getReport();

    assertThat(report.getKind()).isEqualTo(ShiftReport.Kind.Z);
    assertThat(report.getExpected()).isEqualTo(idr(70_00));
    assertThat(report.getDrops()).isEqualTo(idr(80_00));
    assertThat(report.getShift().getDifference()).isEqualTo(idr(0));
    assertThat(report.getTotals().getTendersList())
        .extracting(Tender::getPaymentType)
        .containsExactly(Payment.Type.CASH, Payment.Type.CARD);
  }

  @Test
  void aShiftIsKnownToSalesAsSoonAsItIsOpen() {
    Shift shift = drawer.open(0);

    assertThat(shift.getState()).isEqualTo(State.OPEN);
    assertThat(shift.getLocationId()).isEqualTo(drawer.locationId());
    assertThat(sales.knows(shift.getId())).isTrue();
  }

  @Test
  void aRegisterHasOneShiftAtATime() {
    Shift shift = drawer.open(0);

    Refusal.of(() -> drawer.open(0)).has(Reason.ALREADY_EXISTS).with("shift_id", shift.getId());
    drawer.count(shift, 0);
    drawer.close(shift);
    assertThat(drawer.open(0).getId()).isNotEqualTo(shift.getId());
  }

  @Test
  void ofManyWhoOpenAShiftAtOnceOneDoes() {
    List<Parallel.Outcome<Shift>> outcomes = Parallel.times(8, number -> drawer.open(number));

    assertThat(Parallel.successes(outcomes)).hasSize(1);
  }

  @Test
  void openingIsRepeatableByIdAndByKey() {
    OpenShiftRequest request = drawer.opening(10).setId(UUID.randomUUID().toString()).build();
    Shift first = drawer.staff().openShift(request).getShift();
    drawer.move(first, Kind.PAY_IN, 5);

    assertThat(drawer.staff().openShift(request).getShift().getId()).isEqualTo(first.getId());
    Refusal.of(() -> drawer.staff().openShift(request.toBuilder().setOpeningFloat(idr(11)).build()))
        .has(Reason.ALREADY_EXISTS);
    drawer.count(first, 15);
    drawer.close(first);
    assertThat(drawer.staff().openShift(request).getShift().getState()).isEqualTo(State.CLOSED);

    var keyed = drawer.under(UUID.randomUUID());
    sales.loseReplies(3);
    Refusal.of(() -> keyed.openShift(drawer.opening(1).build())).has(Reason.UNAVAILABLE);
    Shift second = keyed.openShift(drawer.opening(1).build()).getShift();
    assertThat(second.getState()).isEqualTo(State.OPEN);
    assertThat(keyed.openShift(drawer.opening(1).build()).getShift()).isEqualTo(second);
  }

  @Test
  void anOpeningThatSalesDidNotHearOfGoesOnByItself() {
    OpenShiftRequest request = drawer.opening(10).setId(UUID.randomUUID().toString()).build();
    sales.whileDown(
        () -> Refusal.of(() -> drawer.staff().openShift(request)).has(Reason.UNAVAILABLE));
    Shift shift = Shift.newBuilder().setId(request.getId()).build();
    assertThat(drawer.get(shift).getState()).isEqualTo(State.OPENING);
    Refusal.of(() -> drawer.count(shift, 10)).has(Reason.ILLEGAL_STATE_TRANSITION);
    Refusal.of(() -> drawer.close(shift)).has(Reason.ILLEGAL_STATE_TRANSITION);

    clock.advance(Duration.ofMinutes(1));
    drawer.runJob("staff.unfinished-shifts");

    assertThat(drawer.get(shift).getState()).isEqualTo(State.OPEN);
    assertThat(drawer.events()).containsExactly("ShiftOpened");
  }

  @Test
  void aCloseThatStoppedGoesOnWhenItIsRepeated() {
    Shift shift = drawer.open(0);
    sales.sell(shift.getId(), 100, 0);
    drawer.count(shift, 100);
    sales.loseReplies(3);
    Refusal.of(() -> drawer.close(shift)).has(Reason.UNAVAILABLE);
    assertThat(drawer.get(shift).getState()).isEqualTo(State.CLOSING);
    assertThat(sales.hasEnded(shift.getId())).isTrue();
    Refusal.of(() -> drawer.move(shift, Kind.DROP, 10)).has(Reason.ILLEGAL_STATE_TRANSITION);

    assertThat(drawer.close(shift).getShift().getExpected()).isEqualTo(idr(100));
  }

  @Test
  void aCloseThatStoppedGoesOnByItself() {
    Shift shift = drawer.open(0);
    drawer.count(shift, 0);
    sales.loseReplies(3);
    Refusal.of(() -> drawer.close(shift)).has(Reason.UNAVAILABLE);

    clock.advance(Duration.ofMinutes(1));
    drawer.runJob("staff.unfinished-shifts");

    assertThat(drawer.get(shift).getState()).isEqualTo(State.CLOSED);
    assertThat(drawer.close(shift).getShift()).isEqualTo(drawer.get(shift));
  }

  @Test
  void twoManagersCloseOnceAtTheSameMoment() {
    Shift shift = drawer.open(0);
    drawer.count(shift, 0);

    List<CloseShiftResponse> closed =
        Parallel.successes(Parallel.times(8, number -> drawer.close(shift)));

    assertThat(closed).hasSize(8);
    assertThat(closed).extracting(CloseShiftResponse::getShift).containsOnly(drawer.get(shift));
    assertThat(drawer.events()).containsOnlyOnce("ShiftClosed");
    assertThat(drawer.get(shift).getZNumber()).isEqualTo(1);
  }

  @Test
  void zNumbersHaveNoGapsInEachRegister() {
    Drawer other = new Drawer(parts, drawer.tenant());

    for (int i = 1; i <= 4; i++) {
      for (Drawer each : List.of(drawer, other)) {
        Shift shift = each.open(0);
        sales.leaveOpen(shift.getId(), 1);
        each.count(shift, 0);
        Refusal.of(() -> each.close(shift)).has(Reason.SHIFT_HAS_OPEN_ORDERS);
        sales.leaveOpen(shift.getId(), 0);
        assertThat(each.close(shift).getShift().getZNumber()).isEqualTo(i);
      }
    }
  }

  @Test
  void aShiftWithOpenOrdersStaysOpenUnlessTheyAreCarriedOver() {
    Shift shift = drawer.open(0);
    sales.leaveOpen(shift.getId(), 2);
    drawer.count(shift, 0);

    Refusal.of(() -> drawer.close(shift)).has(Reason.SHIFT_HAS_OPEN_ORDERS).with("orders", 2);
    assertThat(drawer.get(shift).getState()).isEqualTo(State.OPEN);
    assertThat(drawer.get(shift).getClosedBy()).isEmpty();
    drawer.move(shift, Kind.PAY_IN, 10);

    CloseShiftResponse closed = drawer.closeAndCarryOver(shift);
    assertThat(closed.getShift().getState()).isEqualTo(State.CLOSED);
    assertThat(closed.getReport().getTotals().getOpenOrderCount()).isEqualTo(2);
  }

  @Test
  void aDrawerIsCountedBeforeItIsClosed() {
    Shift shift = drawer.open(0);

    Refusal.of(() -> drawer.close(shift)).has(Reason.ILLEGAL_STATE_TRANSITION).saying("count");
  }

  @Test
  void everyCountIsKeptAndTheLastOneCounts() {
    Shift shift = drawer.open(100);
    drawer.count(shift, 90);
    CashCount second =
        drawer
            .staff()
            .countShift(
                CountShiftRequest.newBuilder()
                    .setShiftId(shift.getId())
                    .addDenominations(Denomination.newBuilder().setValue(50).setCount(1))
                    .addDenominations(Denomination.newBuilder().setValue(10).setCount(5))
                    .build())
            .getCount();

    assertThat(second.getAmount()).isEqualTo(idr(100));
    assertThat(second.getNumber()).isEqualTo(2);
    assertThat(drawer.get(shift).getCounted()).isEqualTo(idr(100));
    ShiftReport report = drawer.close(shift).getReport();
    assertThat(report.getCountsList())
        .extracting(count -> count.getAmount().getAmount())
        .containsExactly(90L, 100L);
    assertThat(report.getCounts(1)).isEqualTo(second);
    assertThat(report.getShift().getDifference()).isEqualTo(idr(0));
    Refusal.of(() -> drawer.count(shift, 90)).has(Reason.ILLEGAL_STATE_TRANSITION);
  }

  @Test
  void aCountHasPiecesOrAnAmount() {
    Shift shift = drawer.open(100);
    CountShiftRequest.Builder nothing = CountShiftRequest.newBuilder().setShiftId(shift.getId());
    CountShiftRequest.Builder differs =
        nothing
            .clone()
            .setAmount(60)
            .addDenominations(Denomination.newBuilder().setValue(50).setCount(1));
    CountShiftRequest.Builder twice =
        nothing
            .clone()
            .addDenominations(Denomination.newBuilder().setValue(50).setCount(1))
            .addDenominations(Denomination.newBuilder().setValue(50).setCount(2));

    for (CountShiftRequest.Builder wrong : List.of(nothing, differs, twice)) {
      Refusal.of(() -> drawer.staff().countShift(wrong.build())).has(Reason.VALIDATION_FAILED);
    }
    assertThat(drawer.get(shift).hasCounted()).isFalse();
    drawer.staff().countShift(nothing.clone().setAmount(0).build());
    assertThat(drawer.get(shift).getCounted()).isEqualTo(idr(0));
  }

  @Test
  void whoCountsBlindlyIsNotToldWhatIsExpected() {
    Shift shift = drawer.open(100);
    sales.sell(shift.getId(), 70, 0);
    sales.take(shift.getId(), Payment.Type.CARD, 30, 0);
    drawer.count(shift, 170);
    var cashier = drawer.with("shifts.read shifts.write");

    ShiftReport blind = Drawer.report(cashier, shift);
    assertThat(blind.getKind()).isEqualTo(ShiftReport.Kind.X);
    assertThat(blind.hasExpected()).isFalse();
    assertThat(blind.getTotals().getSalesList()).isEmpty();
    assertThat(blind.getTotals().getTendersList())
        .extracting(Tender::getPaymentType)
        .containsExactly(Payment.Type.CARD);
    Shift seen =
        cashier.getShift(GetShiftRequest.newBuilder().setShiftId(shift.getId()).build()).getShift();
    assertThat(seen.hasExpected()).isFalse();
    assertThat(seen.hasDifference()).isFalse();

    ShiftReport whole = Drawer.report(drawer.with("shifts.read shifts.expected"), shift);
    assertThat(whole.getExpected()).isEqualTo(idr(170));
    assertThat(whole.getTotals().getTendersList()).hasSize(2);

    cashier.closeShift(CloseShiftRequest.newBuilder().setShiftId(shift.getId()).build());
    assertThat(Drawer.report(cashier, shift).getExpected()).isEqualTo(idr(170));
  }

  @Test
  void aMovementHasAReasonAndTheAmountThatItsKindWants() {
    Shift shift = drawer.open(100);

    Refusal.of(
            () ->
                drawer
                    .staff()
                    .recordCashMovement(
                        Drawer.movement(shift, Kind.PAY_OUT, 10).clearReason().build()))
        .has(Reason.REASON_REQUIRED)
        .naming("reason");
    Refusal.of(() -> drawer.move(shift, Kind.PAY_OUT, 0)).has(Reason.VALIDATION_FAILED);
    Refusal.of(() -> drawer.move(shift, Kind.NO_SALE, 10)).has(Reason.VALIDATION_FAILED);
    assertThat(drawer.report(shift).getMovementsList()).isEmpty();
  }

  @Test
  void theDrawerIsOpenedWithoutASaleOnlyByACallerWhoMay() {
    Shift shift = drawer.open(100);
    RecordCashMovementRequest opened = Drawer.movement(shift, Kind.NO_SALE, 0).build();

    Refusal.of(() -> drawer.with("shifts.write shifts.read").recordCashMovement(opened))
        .has(Reason.PERMISSION_DENIED)
        .with("permission", "shifts.no_sale");
    assertThat(drawer.report(shift).getMovementsList()).isEmpty();
    var _ = drawer.with("shifts.write shifts.no_sale").recordCashMovement(opened);
    assertThat(drawer.report(shift).getMovementsList()).hasSize(1);
  }

  @Test
  void aMovementIsRecordedOnceByItsId() {
    Shift shift = drawer.open(100);
    RecordCashMovementRequest request =
        Drawer.movement(shift, Kind.DROP, 10).setId(UUID.randomUUID().toString()).build();
    var first = drawer.staff().recordCashMovement(request).getMovement();

    assertThat(drawer.staff().recordCashMovement(request).getMovement()).isEqualTo(first);
    Refusal.of(() -> drawer.staff().recordCashMovement(request.toBuilder().setAmount(11).build()))
        .has(Reason.ALREADY_EXISTS);
    assertThat(drawer.report(shift).getExpected()).isEqualTo(idr(90));
    drawer.count(shift, 90);
    drawer.close(shift);
    assertThat(drawer.staff().recordCashMovement(request).getMovement()).isEqualTo(first);
  }

  @Test
  void whatEachDoesIsUnderItsNameIfItIsGiven() {
    String siti = drawer.hire("Siti");
    Shift shift =
        drawer.staff().openShift(drawer.opening(0).setEmployeeId(siti).build()).getShift();
    var moved =
        drawer
            .staff()
            .recordCashMovement(Drawer.movement(shift, Kind.PAY_IN, 5).setEmployeeId(siti).build())
            .getMovement();

    assertThat(shift.getOpenedBy()).isEqualTo(siti);
    assertThat(moved.getEmployeeId()).isEqualTo(siti);
    Refusal.of(
            () ->
                drawer
                    .staff()
                    .recordCashMovement(
                        Drawer.movement(shift, Kind.PAY_IN, 5)
                            .setEmployeeId(UUID.randomUUID().toString())
                            .build()))
        .has(Reason.NOT_FOUND);
  }

  @Test
  void anEmployeeActsInTheOwnName() {
    String siti = drawer.hire("Siti");
    String budi = drawer.hire("Budi");
    Shift shift = drawer.open(100);
    Metadata headers = TestCalls.headers(drawer.tenant());
    headers.discardAll(Headers.DEV_USER_ID);
    headers.put(Headers.DEV_USER_ID, siti);
    headers.put(Headers.DEV_SCOPES, "shifts.write shifts.read");
    StaffServiceBlockingStub asSiti = StaffServiceGrpc.newBlockingStub(calls.with(headers));
    RecordCashMovementRequest.Builder payOut = Drawer.movement(shift, Kind.PAY_OUT, 10);

    Refusal.of(() -> asSiti.recordCashMovement(payOut.setEmployeeId(budi).build()))
        .has(Reason.PERMISSION_DENIED);
    Refusal.of(
            () ->
                asSiti.closeShift(
                    CloseShiftRequest.newBuilder()
                        .setShiftId(shift.getId())
                        .setEmployeeId(budi)
                        .build()))
        .has(Reason.PERMISSION_DENIED);
    assertThat(
            asSiti
                .recordCashMovement(payOut.setEmployeeId(siti).build())
                .getMovement()
                .getEmployeeId())
        .isEqualTo(siti);
    assertThat(drawer.report(shift).getMovementsList()).hasSize(1);
  }

  @Test
  void onlyARegisterThatIsInUseIsOpened() {
    Refusal.of(
            () ->
                drawer
                    .staff()
                    .openShift(
                        drawer.opening(0).setRegisterId(UUID.randomUUID().toString()).build()))
        .has(Reason.NOT_FOUND);
    Refusal.of(() -> drawer.staff().openShift(drawer.opening(0).clearRegisterId().build()))
        .has(Reason.VALIDATION_FAILED)
        .naming("register_id");
    Refusal.of(() -> drawer.open(-1)).has(Reason.VALIDATION_FAILED);
    retire();
    Refusal.of(() -> drawer.open(0)).has(Reason.ILLEGAL_STATE_TRANSITION);
  }

  @Test
  void aRegisterWithAShiftThatIsNotClosedIsNotRetired() {
    Shift shift = drawer.open(0);

    Refusal.of(this::retire).has(Reason.ILLEGAL_STATE_TRANSITION);
    drawer.count(shift, 0);
    drawer.close(shift);
    retire();
  }

  private void retire() {
    var _ =
        drawer
            .staff()
            .retireRegister(
                RetireRegisterRequest.newBuilder()
                    .setRegisterId(drawer.registerId())
                    .setConfirmation("RETIRE")
                    .build());
  }

  @Test
  void moneyThatArrivesLateIsACorrectionOfItsShift() {
    Shift shift = drawer.open(100);
    sales.sell(shift.getId(), 70, 0);
    drawer.count(shift, 170);
    ShiftReport z = drawer.close(shift).getReport();
    sales.giveBack(shift.getId(), 20);
    sales.take(shift.getId(), Payment.Type.QRIS, 500, 0);

    String order = sales.publish(drawer.tenant(), "OrderPaymentVoided", shift.getId());
    drawer.catchUp();

    ShiftReport report = drawer.report(shift);
    assertThat(report.getExpected()).isEqualTo(z.getExpected());
    assertThat(report.getTotals()).isEqualTo(z.getTotals());
    assertThat(report.getCorrectedExpected()).isEqualTo(idr(150));
    ShiftCorrection correction = report.getCorrections(0);
    assertThat(correction.getNumber()).isEqualTo(1);
    assertThat(correction.getExpectedChange()).isEqualTo(idr(-20));
    assertThat(correction.getOrderIdsList()).containsExactly(order);
    assertThat(correction.getChange().getTendersList())
        .extracting(Tender::getPaymentType, tender -> tender.getNet().getAmount())
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple(Payment.Type.CASH, -20L),
            org.assertj.core.groups.Tuple.tuple(Payment.Type.QRIS, 500L));
    assertThat(drawer.get(shift).getCorrections()).isEqualTo(1);
    assertThat(drawer.events()).endsWith("ShiftClosed", "ShiftCorrected");
  }

  @Test
  void nothingIsCorrectedTwiceAndNothingThatTheReportHas() {
    Shift shift = drawer.open(100);
    sales.sell(shift.getId(), 70, 0);
    drawer.count(shift, 170);
    drawer.close(shift);

    sales.publish(drawer.tenant(), "OrderCompleted", shift.getId());
    drawer.catchUp();
    assertThat(drawer.report(shift).getCorrectionsList()).isEmpty();

    sales.sell(shift.getId(), 30, 0);
    sales.publish(drawer.tenant(), "OrderCompleted", shift.getId());
    sales.publish(drawer.tenant(), "OrderPaid", shift.getId());
    drawer.catchUp();
    sales.publish(drawer.tenant(), "OrderPaid", shift.getId());
    drawer.catchUp();
    sales.sell(shift.getId(), 5, 0);
    sales.publish(drawer.tenant(), "OrderPaid", shift.getId());
    drawer.catchUp();

    ShiftReport report = drawer.report(shift);
    assertThat(report.getCorrectionsList())
        .extracting(correction -> correction.getExpectedChange().getAmount())
        .containsExactly(30L, 5L);
    assertThat(report.getCorrectedExpected()).isEqualTo(idr(205));
  }

  @Test
  void salesOfAnOpenShiftAreNoCorrections() {
    Shift shift = drawer.open(0);
    sales.sell(shift.getId(), 70, 0);
    sales.publish(drawer.tenant(), "OrderPaid", shift.getId());
    drawer.catchUp();

    assertThat(
            drawer.texts("select shift_id::text from staff.late_change where tenant_id = :tenant"))
        .isEmpty();
    drawer.count(shift, 70);
    assertThat(drawer.close(shift).getShift().getDifference()).isEqualTo(idr(0));
    drawer.catchUp();
    assertThat(drawer.report(shift).getCorrectionsList()).isEmpty();
  }

  @Test
  void everyWriteHasItsEvent() {
    Shift shift = drawer.open(0);
    drawer.move(shift, Kind.PAY_IN, 5);
    drawer.count(shift, 5);
    drawer.close(shift);

    assertThat(drawer.events())
        .containsExactly("ShiftOpened", "CashMovementRecorded", "DrawerCounted", "ShiftClosed");
  }

  @Test
  void shiftsAreListedByRegisterAndState() {
    Shift first = drawer.open(0);
    drawer.count(first, 0);
    Shift closed = drawer.close(first).getShift();
    Shift open = drawer.open(0);
    Drawer other = new Drawer(parts, drawer.tenant());
    Shift elsewhere = other.open(0);

    assertThat(list(ListShiftsRequest.newBuilder().setRegisterId(drawer.registerId())))
        .containsExactlyInAnyOrder(closed, open);
    assertThat(list(ListShiftsRequest.newBuilder().setState(State.OPEN)))
        .containsExactlyInAnyOrder(open, elsewhere);
    assertThat(list(ListShiftsRequest.newBuilder().setLocationId(other.locationId())))
        .containsExactly(elsewhere);
  }

  private List<Shift> list(ListShiftsRequest.Builder request) {
    return drawer.staff().listShifts(request.build()).getShiftsList();
  }

  @Test
  void anotherTenantHasNoneOfIt() {
    Shift shift = drawer.open(0);
    var stranger = StaffServiceGrpc.newBlockingStub(calls.as(UUID.randomUUID()));

    Refusal.of(() -> Drawer.report(stranger, shift)).has(Reason.NOT_FOUND);
    Refusal.of(
            () ->
                stranger.closeShift(
                    CloseShiftRequest.newBuilder().setShiftId(shift.getId()).build()))
        .has(Reason.NOT_FOUND);
    Refusal.of(() -> stranger.openShift(drawer.opening(0).setId(shift.getId()).build()))
        .has(Reason.NOT_FOUND);
    Refusal.of(() -> stranger.findTill(FindTillRequest.getDefaultInstance()))
        .has(Reason.PERMISSION_DENIED);
  }
}
