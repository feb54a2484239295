package id.laris.torture.fault;

/** The kinds of fault, with the words that reports have for them. */
public enum FaultKind {
  KILL_LARIS("kill -9 of a JVM", false),
  RESTART_LARIS("SIGTERM of a JVM", false),
  KILL_POSTGRES("kill -9 of Postgres", false),
  KILL_BACKEND("kill -9 of a backend", false),
  PAUSE_LARIS("a JVM is paused", false),
  PAUSE_POSTGRES("Postgres is paused", false),
  CUT_TILLS("tills are disconnected", false),
  DELAY_TILLS("slow network of tills", false),
  DEAF_TILLS("half-open connections of tills", false),
  WRONG_CLOCKS("wrong clocks of tills, by years", false),
  HASTY_TILLS("tills with millisecond timeouts", false),
  SLOW_DISK("a slow disk", false),
  GATEWAY("the gateway fails", false),
  CUT_SERVICES("services are disconnected", true),
  DELAY_SERVICES("slow network between services", true),
  STILL_SERVICES("stalled network between services", true),
  DEAF_SERVICES("half-open connections of services", true);

  private final String words;
  private final boolean betweenServices;

  FaultKind(String words, boolean betweenServices) {
    this.words = words;
    this.betweenServices = betweenServices;
  }

  public String words() {
    return words;
  }

  /** True if it needs services that have connections between them. */
  public boolean betweenServices() {
    return betweenServices;
  }
}
