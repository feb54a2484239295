package id.laris.common.db;

import com.google.protobuf.Message;

/**
 * The events of a resource's life.
 *
 * @param <P> the resource on the wire, which is the payload of all three
 */
public record Lifecycle<P extends Message>(
    EventType<P> created, EventType<P> updated, EventType<P> deleted) {}
