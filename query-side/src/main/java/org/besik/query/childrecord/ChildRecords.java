package org.besik.query.childrecord;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.besik.events.ChildId;
import org.besik.events.caller.Caller;
import org.besik.query.access.Access;
import org.besik.query.access.NotFound;
import org.besik.query.intake.Views;
import org.besik.query.records.ChildState;
import org.besik.query.records.KnownBy;
import org.besik.query.records.RecordFacts;
import org.jspecify.annotations.Nullable;

/** Answers: what is known about this child, and what was known on a given day? */
public final class ChildRecords {

    private final Views views;
    private final ChildFolding folding;
    private final Clock clock;

    public ChildRecords(Views views, ChildFolding folding, Clock clock) {
        this.views = views;
        this.folding = folding;
        this.clock = clock;
    }

    /**
     * The child's record today. A former id leads to the record that survived it.
     *
     * @throws NotFound if there is none, or it is not the caller's to read
     */
    public ChildFile child(Caller caller, ChildId id) {
        return folding.fold(readable(caller, id), LocalDate.now(clock));
    }

    /**
     * What had happened by a day, as far as it was recorded by an instant, and what that comes to.
     *
     * @param occurredUpTo the last day of interest; null: today
     * @param recordedUpTo the last instant of interest; null: now
     * @throws NotFound if there is no such child, or it is not the caller's to read
     */
    public History history(
            Caller caller, ChildId id, @Nullable LocalDate occurredUpTo, @Nullable Instant recordedUpTo) {
        return history(known(caller, id, recordedUpTo), occurredUpTo == null ? LocalDate.now(clock) : occurredUpTo);
    }

    /**
     * As {@link #history}, with what a page draws of it.
     *
     * @throws NotFound if there is no such child, or it is not the caller's to read
     */
    public Story story(Caller caller, ChildId id, LocalDate occurredUpTo, @Nullable Instant recordedUpTo) {
        RecordFacts facts = known(caller, id, recordedUpTo);
        History history = history(facts, occurredUpTo);
        return history.state() == null
                ? new Story(history, List.of(), List.of())
                : new Story(history, folding.contacts(facts, occurredUpTo), folding.listed(facts, occurredUpTo));
    }

    private RecordFacts known(Caller caller, ChildId id, @Nullable Instant recordedUpTo) {
        RecordFacts facts = readable(caller, id);
        return recordedUpTo == null ? facts : KnownBy.at(facts, id, recordedUpTo);
    }

    private History history(RecordFacts facts, LocalDate day) {
        var events = facts.events().stream()
                .filter(e -> !e.provenance().occurredOn().isAfter(day))
                .map(EventOnFile::of)
                .toList();
        return new History(events, events.isEmpty() ? null : folding.fold(facts, day));
    }

    /** Access goes by the record as it is today: who may read a child may read its whole history. */
    private RecordFacts readable(Caller caller, ChildId id) {
        RecordFacts facts = views.record(id).orElseThrow(NotFound::new);
        var state = ChildState.asOf(facts, LocalDate.now(clock));
        if (!Access.mayRead(caller, Custody.of(facts, state))) {
            throw new NotFound();
        }
        return facts;
    }
}
