package id.laris.customer.loyalty;

import id.laris.common.db.Reads;
import id.laris.pos.v1.GetLoyaltyProgramRequest;
import id.laris.pos.v1.GetLoyaltyProgramResponse;
import org.springframework.stereotype.Component;

/** Reads the loyalty program; an inactive one if none was set. */
@Component
public class GetLoyaltyProgram {

  private final LoyaltyPrograms programs;
  private final Reads reads;

  GetLoyaltyProgram(LoyaltyPrograms programs, Reads reads) {
    this.programs = programs;
    this.reads = reads;
  }

  public GetLoyaltyProgramResponse run(GetLoyaltyProgramRequest request) {
    return reads.run(
        () -> GetLoyaltyProgramResponse.newBuilder().setProgram(programs.current()).build());
  }
}
