package org.besik.query.untracked;

import java.time.LocalDate;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
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
 * ranges are merged here, so that the store never sorts and never reads more than what is shown.
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

    /**
     * Up to so many due by now are sorted here. More are found in the order's own index, which also has everybody's future
     * in it: what is not due yet lies between what is, and by severity before it.
     */
    static final int FEW = 20_000;

    private static final int READ_AT_ONCE = 5_000;

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
    private final Deque<Found> ready = new ArrayDeque<>();

    /**
     * @param conditions what every document must fulfil, beyond level, bucket and region; {@link #due} among them
     * @param more children that are not to be looked up, at their own places
     * @param after the last child of the page before; null: begin at the beginning
     * @param skip what is looked up but not to be shown
     * @param reads whether that takes the whole document
     * @param few up to so many due by now are sorted here, and a page of them is given
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
            boolean reads,
            int few) {
        this.store = store;
        this.request = request;
        this.after = after;
        this.skip = skip;
        this.reads = reads;
        for (String level : levels) {
            for (String bucket : buckets) {
                if (isSorted(level, bucket, few)) {
                    enter(new Range(firstOfThoseDue(level, bucket, conditions)));
                    continue;
                }
                for (List<Condition> region : Untracked.regions(request, request.order(), bucket)) {
                    enter(new Range(UntrackedProjection.table(bucket), range(level, bucket, region, conditions)));
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

    /** Whether the children are sorted here: in the past always, since it has no other order than by due date. */
    private boolean isSorted(String level, String bucket, int few) {
        if (request.order() == Order.LONGEST_OVERDUE) {
            return false;
        }
        if (!bucket.equals(UntrackedProjection.PRESENT)) {
            return true;
        }
        long due = 0;
        for (List<Condition> region : regionsByDueDate(bucket)) {
            due += store.count(new Query(
                    UntrackedProjection.TABLE,
                    range(level, bucket, region, List.of(due(request))),
                    List.of(),
                    Untracked.ALL));
        }
        return due <= few;
    }

    private List<List<Condition>> regionsByDueDate(String bucket) {
        return Untracked.regions(request, Order.LONGEST_OVERDUE, bucket);
    }

    /** Fulfilled by whoever is listed on the day; by due date it is where a range ends. */
    static Condition due(UntrackedRequest request) {
        return new Condition.AtMost(UntrackedProjection.DUE_ON, request.asOf().toEpochDay());
    }

    /**
     * A page, and one more to know that there is one. What places a child stands in the index by due date, so thousands are
     * sorted by it and only those of the page are read.
     */
    private List<Found> firstOfThoseDue(String level, String bucket, List<Condition> conditions) {
        Table table = UntrackedProjection.table(bucket);
        var first = new PriorityQueue<Due>(Comparator.comparing(Due::place).reversed());
        var sort = new Sort(UntrackedProjection.DUE_ON, false);
        for (List<Condition> region : regionsByDueDate(bucket)) {
            List<Condition> where = range(level, bucket, region, conditions);
            List<Document> found = store.find(places(query(table, where, sort, READ_AT_ONCE)));
            while (!found.isEmpty()) {
                found.forEach(document -> offer(document, first));
                Document last = found.getLast();
                var next = new ArrayList<>(where);
                next.add(new Condition.After(List.of(Range.field(last, sort)), last.id()));
                found = found.size() < READ_AT_ONCE
                        ? List.of()
                        : store.find(places(query(table, next, sort, READ_AT_ONCE)));
            }
        }
        return read(level, table, first);
    }

    private record Due(Place place, String document) {}

    private Query places(Query query) {
        return reads ? query : query.only(Set.of(UntrackedProjection.SEVERITY, UntrackedProjection.BIRTH));
    }

    private void offer(Document document, PriorityQueue<Due> first) {
        var stored = Stored.of(document);
        Place place = place(request, stored, Set.of());
        boolean isBehind = after == null || place.compareTo(after) > 0;
        boolean isFirst = first.size() <= request.limit()
                || place.compareTo(first.element().place()) < 0;
        if (isBehind && isFirst && !skip.test(stored)) {
            first.add(new Due(place, document.id()));
            if (first.size() > request.limit() + 1) {
                first.remove();
            }
        }
    }

    /** A batch that was written between the two readings may have taken some of them off the list. */
    private List<Found> read(String level, Table table, Collection<Due> due) {
        Map<String, Document> documents =
                store.getAll(table, due.stream().map(Due::document).toList());
        return documents.values().stream()
                .map(Stored::of)
                .filter(stored -> level.equals(stored.text(UntrackedProjection.LEVEL)))
                .filter(stored -> stored.isListedOn(request.asOf()) && Untracked.fits(request, stored, Set.of()))
                .map(stored -> new Found(place(request, stored, Set.of()), stored, Set.of()))
                .sorted(Comparator.comparing(Found::place))
                .toList();
    }

    private static Query query(Table table, List<Condition> where, Sort sort, int limit) {
        return new Query(table, where, List.of(sort), limit);
    }

    private void enter(Range range) {
        if (!range.isEmpty()) {
            ranges.add(range);
        }
    }

    /** The next child; empty at the end. */
    Optional<Found> next() {
        while (ready.isEmpty() && !ranges.isEmpty()) {
            // Children of one age come by birth date; their ids decide, so all of that age are taken together.
            var together = new ArrayList<Found>();
            long rank = ranges.element().head().rank();
            do {
                Range range = ranges.remove();
                together.add(range.take());
                enter(range);
            } while (request.order() == Order.YOUNGEST
                    && !ranges.isEmpty()
                    && ranges.element().head().rank() == rank);
            together.sort(Comparator.comparing(Found::place));
            together.removeIf(found -> after != null && found.place().compareTo(after) <= 0);
            ready.addAll(together);
        }
        return Optional.ofNullable(ready.poll());
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
            Sort sort = switch (request.order()) {
                case LONGEST_OVERDUE -> new Sort(UntrackedProjection.DUE_ON, false);
                case MOST_SEVERE -> new Sort(UntrackedProjection.SEVERITY, true);
                case YOUNGEST -> new Sort(UntrackedProjection.BIRTH, true);
            };
            var conditions = new ArrayList<>(where);
            if (last != null) {
                conditions.add(new Condition.After(List.of(field(last, sort)), last.id()));
            } else if (after != null) {
                begin(after, conditions);
            }
            int size = Math.max(CHUNK, request.limit());
            List<Document> found = store.find(query(table, conditions, sort, size));
            for (Document document : found) {
                var stored = Stored.of(document);
                if (!skip.test(stored)) {
                    chunk.add(new Found(place(request, stored, Set.of()), stored, Set.of()));
                }
                last = document;
            }
            exhausted = found.size() < size;
        }

        private static Object field(Document document, Sort sort) {
            Object value = document.fields().get(sort.field());
            if (value == null) {
                throw new IllegalStateException("a listed child without " + sort.field());
            }
            return value;
        }

        private void begin(Place from, List<Condition> conditions) {
            switch (request.order()) {
                case LONGEST_OVERDUE ->
                    conditions.add(new Condition.After(List.of(from.rank()), from.childId() + LAST));
                case MOST_SEVERE -> conditions.add(new Condition.After(List.of(-from.rank()), from.childId() + LAST));
                case YOUNGEST -> {
                    // Months differ in length: begin a little earlier, what is not behind the cursor is dropped.
                    long birth = from.rank() >= UNKNOWN_AGE
                            ? -Span.FOREVER
                            : request.asOf().minusMonths(from.rank()).toEpochDay() + 3;
                    conditions.add(new Condition.AtMost(UntrackedProjection.BIRTH, birth));
                }
            }
        }
    }
}
