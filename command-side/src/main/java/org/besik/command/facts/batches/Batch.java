package org.besik.command.facts.batches;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.stream.Collectors;
import org.besik.events.AgencyId;
import org.besik.events.caller.Caller;
import org.besik.events.caller.Role;
import org.jspecify.annotations.Nullable;

/**
 * A file of facts and how far it has come, as it is kept beside the file.
 *
 * @param name of the file, as its sender called it; null: not said
 * @param lines how many facts there are; an estimate for CSV with line ends inside quotes
 * @param done how many have been answered
 * @param duplicate known already; after a crash also the few that were recorded since progress was last kept
 * @param reportBytes the length of the report of refusals that goes with {@code done}
 * @param problem why it cannot be read at all; null: it can
 */
record Batch(
        String id,
        @Nullable String name,
        Format format,
        State state,
        Sender sender,
        Instant receivedAt,
        @Nullable Instant startedAt,
        @Nullable Instant finishedAt,
        long lines,
        long done,
        long accepted,
        long duplicate,
        long refused,
        long reportBytes,
        @Nullable String problem) {

    enum Format {
        NDJSON,
        CSV
    }

    enum State {
        QUEUED,
        RUNNING,
        DONE,
        FAILED
    }

    /** Whose rights the facts are recorded with: the claims, never the token. */
    record Sender(
            String subject,
            @Nullable String agency,
            Set<String> services,
            Set<String> regions,
            Set<String> roles,
            Set<String> scopes) {

        static Sender of(Caller caller) {
            AgencyId agency = caller.agency();
            return new Sender(
                    caller.subject(),
                    agency == null ? null : agency.value(),
                    caller.services(),
                    caller.regions(),
                    caller.roles().stream().map(Role::name).collect(Collectors.toUnmodifiableSet()),
                    caller.scopes());
        }

        Caller caller() {
            return new Caller(
                    subject,
                    agency == null ? null : new AgencyId(agency),
                    services,
                    regions,
                    roles.stream().map(Role::valueOf).collect(Collectors.toUnmodifiableSet()),
                    scopes);
        }
    }

    @JsonIgnore
    boolean isOver() {
        return state == State.DONE || state == State.FAILED;
    }

    /** A batch is its sender's: the account's, or that of anybody who speaks for the same agency. */
    boolean isOf(Caller caller) {
        AgencyId agency = caller.agency();
        return sender.subject().equals(caller.subject())
                || (agency != null && agency.value().equals(sender.agency()));
    }

    Batch running(Instant now) {
        return new Batch(
                id,
                name,
                format,
                State.RUNNING,
                sender,
                receivedAt,
                now,
                null,
                lines,
                done,
                accepted,
                duplicate,
                refused,
                reportBytes,
                null);
    }

    Batch further(long more, long accepted, long duplicate, long refused, long reportBytes) {
        return new Batch(
                id,
                name,
                format,
                state,
                sender,
                receivedAt,
                startedAt,
                null,
                Math.max(lines, done + more),
                done + more,
                this.accepted + accepted,
                this.duplicate + duplicate,
                this.refused + refused,
                reportBytes,
                null);
    }

    Batch over(State end, Instant now, @Nullable String problem) {
        return new Batch(
                id,
                name,
                format,
                end,
                sender,
                receivedAt,
                startedAt,
                now,
                end == State.DONE ? done : lines,
                done,
                accepted,
                duplicate,
                refused,
                reportBytes,
                problem);
    }

    /** Facts answered a second since it was begun, or went on after a restart. */
    double linesPerSecond(long doneBefore, Instant now) {
        if (startedAt == null) {
            return 0;
        }
        Instant until = finishedAt == null ? now : finishedAt;
        double seconds = Math.max(1, Duration.between(startedAt, until).toMillis()) / 1000.0;
        return (done - doneBefore) / seconds;
    }
}
