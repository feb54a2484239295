package id.laris.torture.fault;

/** What can be done to Laris. */
public enum FaultKind {
  KILL_LARIS("kill -9 of a JVM", false),
  RESTART_LARIS("SIGTERM of a JVM", false),
  KILL_POSTGRES("kill -9 of Postgres", false),
  KILL_BACKEND("kill -9 of a backend", false),
  PAUSE_LARIS("a JVM stands still", false),
  PAUSE_POSTGRES("Postgres stands still", false),
  CUT_TILLS("tills are cut off", false),
  DELAY_TILLS("tills have a slow line", false),
  DEAF_TILLS("half-open lines of tills", false),
  WRONG_CLOCKS("clocks of tills years off", false),
  HASTY_TILLS("tills wait milliseconds", false),
  SLOW_DISK("a slow disk", false),
  GATEWAY("the gateway fails", false),
  CUT_SERVICES("services are cut off", true),
  DELAY_SERVICES("slow lines between services", true),
  STILL_SERVICES("lines between services stand still", true),
  DEAF_SERVICES("half-open lines between services", true);

  private final String words;
  private final boolean betweenServices;

  FaultKind(String words, boolean betweenServices) {
    this.words = words;
    this.betweenServices = betweenServices;
  }

  public String words() {
    return words;
  }

  /** Whether it needs services that have connections between them. */
  public boolean betweenServices() {
    return betweenServices;
  }
}
