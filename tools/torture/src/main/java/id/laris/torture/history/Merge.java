package id.laris.torture.history;

/** A merge of two customers that somebody asked for. */
public record Merge(String tenant, String from, String into, Outcome outcome) {}
