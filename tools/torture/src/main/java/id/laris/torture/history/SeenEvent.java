package id.laris.torture.history;

/**
 * An event as a listener received it.
 *
 * @param feed the process that sent it
 * @param place the how manieth event of this listener
 */
public record SeenEvent(
    String tenant,
    String feed,
    int place,
    String id,
    String type,
    String aggregateType,
    String aggregateId,
    long sequence) {}
