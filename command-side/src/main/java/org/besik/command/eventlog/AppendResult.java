package org.besik.command.eventlog;

/** What became of one transaction of a group. */
public sealed interface AppendResult {

    /** It is durable, at this position and the ones that follow. */
    record Appended(long firstPosition) implements AppendResult {}

    /** Another took one of its keys first. */
    record KeyTaken(UniqueKey key) implements AppendResult {}

    /** A matching event came in between. */
    record ConditionFailed() implements AppendResult {}

    /** An earlier one of its group was rejected, and it may rest on that: decide again what is left. */
    record NotTried() implements AppendResult {}
}
