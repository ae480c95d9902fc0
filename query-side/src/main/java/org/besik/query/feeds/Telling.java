package org.besik.query.feeds;

import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.besik.query.viewstore.Document;
import org.besik.query.viewstore.Query;
import org.besik.query.viewstore.ViewStore;
import org.jspecify.annotations.Nullable;

/** Up to which day agencies that tell by the month have told of all their children, by what their months are kept under. */
interface Telling {

    /** What some of them have told; those that have told of no whole month are left out. */
    Map<String, Rolls.Told> of(Collection<String> rolls);

    /** What all of them have told. */
    Map<String, Rolls.Told> all();

    /** What one of them has told, as it stands now; empty: of no whole month. */
    Optional<Rolls.Told> by(Document roll);

    /** Whether they may have told of a month that need not be there yet. */
    boolean mayBeEarly();

    private static String key(Document roll) {
        return roll.id().substring(AgencyDays.ROLLS.length() + 1);
    }

    /** What is known anyhow, of which nothing is early. */
    record Known(Map<String, Rolls.Told> told) implements Telling {

        @Override
        public Map<String, Rolls.Told> of(Collection<String> rolls) {
            return told;
        }

        @Override
        public Map<String, Rolls.Told> all() {
            return told;
        }

        @Override
        public Optional<Rolls.Told> by(Document roll) {
            return Optional.ofNullable(told.get(key(roll)));
        }

        @Override
        public boolean mayBeEarly() {
            return false;
        }
    }

    /**
     * By the rolls in the views.
     *
     * @param on the day that is asked about
     * @param counted only what had happened by then
     * @param first as {@link Rolls#told} has it
     * @param later what was not known yet
     */
    record OnADay(
            ViewStore store,
            LocalDate on,
            int counted,
            @Nullable YearMonth first,
            LaterRolls later) implements Telling {

        private static final Query ALL = new Query(
                AgencyDays.TABLE,
                List.of(new Query.Condition.Equal(AgencyDays.KIND, AgencyDays.ROLLS)),
                List.of(),
                1_000_000);

        @Override
        public Map<String, Rolls.Told> of(Collection<String> rolls) {
            var ids = rolls.stream().map(id -> AgencyDays.ROLLS + "/" + id).toList();
            return told(store.getAll(AgencyDays.TABLE, ids).values());
        }

        @Override
        public Map<String, Rolls.Told> all() {
            return told(store.find(ALL));
        }

        private Map<String, Rolls.Told> told(Collection<Document> documents) {
            var told = new HashMap<String, Rolls.Told>();
            documents.forEach(document -> by(document).ifPresent(one -> told.put(key(document), one)));
            return told;
        }

        @Override
        public Optional<Rolls.Told> by(Document roll) {
            return Optional.ofNullable(
                    Rolls.of(roll).without(later.of(key(roll))).told(on, counted, first));
        }

        @Override
        public boolean mayBeEarly() {
            return first != null;
        }
    }
}
