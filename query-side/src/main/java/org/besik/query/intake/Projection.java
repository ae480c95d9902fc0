package org.besik.query.intake;

import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.Supplier;
import org.besik.events.RecordedEvent;
import org.besik.events.rules.RuleBook;
import org.besik.query.records.ChildState;
import org.besik.query.records.RecordFacts;
import org.besik.query.viewstore.Document;
import org.besik.query.viewstore.Table;
import org.jspecify.annotations.Nullable;

/**
 * Answers one question: a pure fold over a record's facts. It knows neither feed nor database nor order of arrival.
 * Intake writes the difference between what a record came to before and after news, so nothing needs to remember what
 * was written.
 */
public interface Projection {

    /** What a record without facts comes to. */
    Folded NOTHING = new Folded(List.of());

    /** Lower case; names the view in metrics and generations. */
    String name();

    /** Changes whenever the same facts would fold to something else (code or rule data): then the view is rebuilt. */
    String version();

    /** Changes when this code can no longer read what was stored: then that answers nobody until the view is rebuilt. */
    default String layout() {
        return "1";
    }

    List<Table> tables();

    /** The same view by these rules; itself if rules do not matter to it. */
    default Projection under(RuleBook rules) {
        return this;
    }

    /**
     * Begins the fold of one record.
     *
     * @param state of the record, which whoever folds keeps as far as the fold is
     */
    Fold begin(ChildState state);

    /** What a whole record comes to. */
    default Folded fold(RecordFacts facts) {
        var state = new ChildState(facts);
        Fold fold = begin(state);
        new Life(state, List.of(fold)).take(facts.events());
        return fold.folded();
    }

    /**
     * The fold of one record as far as it has come. What it says depends on the facts alone and not on when it was asked
     * before, so that news at the end need not fold the years before them again.
     */
    interface Fold {

        /** All facts of the days before have been added; the state is still theirs. */
        default void passTo(LocalDate day) {}

        /** The next fact, which the state has taken. */
        default void add(RecordedEvent event) {}

        /** What the facts so far come to; the same object again if that did not change is welcome. */
        Folded folded();
    }

    /**
     * What a record contributes, in parts. News leave most parts what they were: a fold gives the same part again then, and its
     * documents need not even be made.
     */
    record Folded(List<? extends Part> parts) {

        public Folded(List<TableDocument> documents, List<Count> counts) {
            this(List.of(new Part(() -> new Contents(documents, counts))));
        }

        public List<TableDocument> documents() {
            return parts.stream()
                    .flatMap(part -> part.contents().documents().stream())
                    .toList();
        }

        public List<Count> counts() {
            return parts.stream()
                    .flatMap(part -> part.contents().counts().stream())
                    .toList();
        }
    }

    /** Made when it is first asked for. One thread at a time. */
    class Part {

        private @Nullable Supplier<Contents> making;
        private @Nullable Function<Throwable, Contents> failing;
        private @Nullable Contents contents;

        public Part(Supplier<Contents> making) {
            this.making = making;
        }

        /** What it comes to if making it fails. */
        void orElse(Function<Throwable, Contents> note) {
            failing = note;
        }

        Contents contents() {
            Contents made = contents;
            if (made == null) {
                made = made(Objects.requireNonNull(making));
                contents = made;
                making = null;
            }
            return made;
        }

        private Contents made(Supplier<Contents> supplier) {
            try {
                return supplier.get();
            } catch (RuntimeException | StackOverflowError failed) {
                if (failing == null) {
                    throw failed;
                }
                return failing.apply(failed);
            }
        }

        /** How many documents it holds in memory. */
        int held() {
            return contents == null
                    ? 1
                    : contents.documents().size() + contents.counts().size() / 8;
        }
    }

    /**
     * @param documents ids must be unique over all records (start them with the record's id)
     * @param counts day-by-day figures that are added up over all records
     */
    record Contents(List<TableDocument> documents, List<Count> counts) {}

    record TableDocument(Table table, Document document) {}

    /**
     * From a day on, a figure is higher (or lower) by so many.
     *
     * @param figure {@code open}, {@code untracked}
     * @param region of the child from that day on
     * @param key what the figure is broken down by: a reason, an age, a district
     */
    record Count(String figure, String region, String key, LocalDate from, int delta) {}
}
