package org.besik.query.untracked;

import java.time.LocalDate;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.function.Predicate;
import org.besik.query.untracked.UntrackedItem.Stored;
import org.besik.query.untracked.UntrackedRequest.Order;
import org.besik.query.viewstore.Document;
import org.besik.query.viewstore.Query;
import org.besik.query.viewstore.Query.Condition;
import org.besik.query.viewstore.Query.Sort;
import org.besik.query.viewstore.Table;
import org.besik.query.viewstore.ViewStore;
import org.jspecify.annotations.Nullable;

/**
 * Walks through the listed children of a request in its order. Each (level, bucket, region) is one index range; the
 * ranges are merged here, so that the store never sorts. What has no order of its own is sorted here, by what the index says.
 */
final class Walk {

    /** Where a child stands in the order: {@code rank} ascending, then id. */
    record Place(long rank, String childId) implements Comparable<Place> {

        private static final Comparator<Place> ORDER =
                Comparator.comparingLong(Place::rank).thenComparing(Place::childId);

        @Override
        public int compareTo(Place other) {
            return ORDER.compare(this, other);
        }
    }

    /** A child at its place; {@code without}: the reasons that stale feeds explain, others remain. */
    record Found(Place place, Stored stored, Set<Reason> without) {}

    private static final List<Sort> BY_DUE_DATE = List.of(new Sort(UntrackedProjection.DUE_ON, false));

    /** What places a child, and says whether its silence is explained. */
    private static final Set<String> PLACES =
            Set.of(UntrackedProjection.REGION, UntrackedProjection.SEVERITY, UntrackedProjection.BIRTH);

    private static final int READ_AT_ONCE = 5_000;

    /** So often nothing but the places is read first; batches that touch a page each time are rare. */
    private static final int MOST_ATTEMPTS = 3;

    /** Behind every id of one child's documents. */
    private static final String LAST = "/~";

    private static final int CHUNK = 64;
    private static final long UNKNOWN_AGE = 1L << 20;

    private final ViewStore store;
    private final UntrackedRequest request;
    private final @Nullable Place after;
    private final Predicate<Stored> skip;
    private final boolean reads;
    private final PriorityQueue<Range> ranges = new PriorityQueue<>(Comparator.comparing(Range::head));

    /**
     * @param conditions what every document must fulfil, beyond level, bucket and region; {@link #due} among them
     * @param more children that are not to be looked up, at their own places
     * @param after the last child of the page before; null: begin at the beginning
     * @param skip what is looked up but not to be shown
     * @param reads whether it takes the whole document to say that
     */
    Walk(
            ViewStore store,
            UntrackedRequest request,
            List<String> levels,
            List<String> buckets,
            List<Condition> conditions,
            List<Found> more,
            @Nullable Place after,
            Predicate<Stored> skip,
            boolean reads) {
        this.store = store;
        this.request = request;
        this.after = after;
        this.skip = skip;
        this.reads = reads;
        for (String level : levels) {
            for (String bucket : buckets) {
                if (request.order() == Order.LONGEST_OVERDUE) {
                    for (List<Condition> region : Untracked.regions(request)) {
                        enter(new Range(UntrackedProjection.table(bucket), range(level, bucket, region, conditions)));
                    }
                } else {
                    enter(new Range(firstOfThoseDue(level, bucket, conditions)));
                }
            }
        }
        enter(new Range(more.stream().sorted(Comparator.comparing(Found::place)).toList()));
    }

    /** The conditions of one index range. */
    static List<Condition> range(String level, String bucket, List<Condition> region, List<Condition> conditions) {
        var where = new ArrayList<Condition>();
        where.add(new Condition.Equal(UntrackedProjection.LEVEL, level));
        where.add(new Condition.Equal(UntrackedProjection.BUCKET, bucket));
        where.addAll(region);
        where.addAll(conditions);
        return where;
    }

    /** Fulfilled by whoever is listed on the day; by due date it is where a range ends. */
    static Condition due(UntrackedRequest request) {
        return new Condition.AtMost(UntrackedProjection.DUE_ON, request.asOf().toEpochDay());
    }

    /**
     * A page, and one more to know that there is one. What places a child stands in the index by due date, so thousands are
     * sorted by it and only those of the page are read. If a batch moves one of them meanwhile, all are placed anew.
     */
    private List<Found> firstOfThoseDue(String level, String bucket, List<Condition> conditions) {
        Table table = UntrackedProjection.table(bucket);
        for (int attempt = 0; attempt < MOST_ATTEMPTS && !reads; attempt++) {
            List<Due> first = place(table, level, bucket, conditions, false);
            Map<String, Document> documents = store.getAll(
                    table, first.stream().map(due -> due.document().id()).toList());
            List<Due> read = documents.values().stream()
                    .map(document -> Due.of(request, document))
                    .filter(due -> isListed(level, due.stored()))
                    .sorted(Comparator.comparing(Due::place))
                    .toList();
            if (places(read).equals(places(first))) {
                return found(read);
            }
        }
        return found(place(table, level, bucket, conditions, true));
    }

    private boolean isListed(String level, Stored stored) {
        return level.equals(stored.text(UntrackedProjection.LEVEL))
                && stored.isListedOn(request.asOf())
                && Untracked.fits(request, stored, Set.of());
    }

    /** A child that is due: its place, and as much of its document as was read. */
    private record Due(Place place, Document document, Stored stored) {

        static Due of(UntrackedRequest request, Document document) {
            var stored = Stored.of(document);
            return new Due(Walk.place(request, stored, Set.of()), document, stored);
        }
    }

    private static List<Place> places(List<Due> due) {
        return due.stream().map(Due::place).toList();
    }

    private static List<Found> found(List<Due> due) {
        return due.stream()
                .map(one -> new Found(one.place(), one.stored(), Set.of()))
                .toList();
    }

    /** @param whole whether whole documents are read, or no more than what places them */
    private List<Due> place(Table table, String level, String bucket, List<Condition> conditions, boolean whole) {
        var first = new PriorityQueue<Due>(Comparator.comparing(Due::place).reversed());
        for (List<Condition> region : Untracked.regions(request)) {
            List<Condition> where = range(level, bucket, region, conditions);
            List<Document> found = due(table, where, whole);
            while (!found.isEmpty()) {
                found.forEach(document -> offer(Due.of(request, document), first));
                Document last = found.getLast();
                var next = new ArrayList<>(where);
                next.add(behind(last));
                found = found.size() < READ_AT_ONCE ? List.of() : due(table, next, whole);
            }
        }
        return first.stream().sorted(Comparator.comparing(Due::place)).toList();
    }

    private List<Document> due(Table table, List<Condition> where, boolean whole) {
        var query = new Query(table, where, BY_DUE_DATE, READ_AT_ONCE);
        return store.find(whole ? query : query.only(PLACES));
    }

    private void offer(Due due, PriorityQueue<Due> first) {
        boolean isBehind = after == null || due.place().compareTo(after) > 0;
        boolean isFirst = first.size() <= request.limit()
                || due.place().compareTo(first.element().place()) < 0;
        if (isBehind && isFirst && !skip.test(due.stored())) {
            first.add(due);
            if (first.size() > request.limit() + 1) {
                first.remove();
            }
        }
    }

    private static Condition behind(Document last) {
        return new Condition.After(List.of(last.number(UntrackedProjection.DUE_ON)), last.id());
    }

    private void enter(Range range) {
        if (!range.isEmpty()) {
            ranges.add(range);
        }
    }

    /** The next child; empty at the end. */
    Optional<Found> next() {
        while (!ranges.isEmpty()) {
            Range range = ranges.remove();
            Found found = range.take();
            enter(range);
            if (after == null || found.place().compareTo(after) > 0) {
                return Optional.of(found);
            }
        }
        return Optional.empty();
    }

    static Place place(UntrackedRequest request, Stored stored, Set<Reason> without) {
        return new Place(
                switch (request.order()) {
                    case LONGEST_OVERDUE ->
                        stored.reasons(without).stream()
                                .map(UntrackedItem.Why::dueOn)
                                .mapToLong(LocalDate::toEpochDay)
                                .min()
                                .orElse(Long.MAX_VALUE);
                    case MOST_SEVERE -> -stored.severity(without).points();
                    case YOUNGEST -> {
                        Integer months = stored.ageMonths(request.asOf());
                        yield months == null ? UNKNOWN_AGE : months;
                    }
                },
                stored.childId());
    }

    /** One index range, read in chunks. */
    private final class Range {
        private final Table table;
        private final List<Condition> where;
        private final Deque<Found> chunk = new ArrayDeque<>();
        private @Nullable Document last;
        private boolean exhausted;

        Range(Table table, List<Condition> where) {
            this.table = table;
            this.where = where;
            read();
        }

        Range(Iterable<Found> given) {
            this.table = UntrackedProjection.TABLE;
            this.where = List.of();
            this.exhausted = true;
            given.forEach(chunk::add);
        }

        boolean isEmpty() {
            while (chunk.isEmpty() && !exhausted) {
                read();
            }
            return chunk.isEmpty();
        }

        Place head() {
            return chunk.element().place();
        }

        Found take() {
            return chunk.remove();
        }

        private void read() {
            var conditions = new ArrayList<>(where);
            if (last != null) {
                conditions.add(behind(last));
            } else if (after != null) {
                conditions.add(new Condition.After(List.of(after.rank()), after.childId() + LAST));
            }
            int size = Math.max(CHUNK, request.limit());
            List<Document> found = store.find(new Query(table, conditions, BY_DUE_DATE, size));
            for (Document document : found) {
                var stored = Stored.of(document);
                if (!skip.test(stored)) {
                    chunk.add(new Found(place(request, stored, Set.of()), stored, Set.of()));
                }
                last = document;
            }
            exhausted = found.size() < size;
        }
    }
}
