package org.besik.query.childrecord;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.besik.events.Iin;
import org.besik.events.LocalId;
import org.besik.events.Regions;
import org.besik.events.caller.Caller;
import org.besik.events.caller.Role;
import org.besik.query.access.Access;
import org.besik.query.access.BadQuestion;
import org.besik.query.access.NotAllowed;
import org.besik.query.childrecord.LookupKeys.Span;
import org.besik.query.intake.Views;
import org.besik.query.viewstore.Document;
import org.besik.query.viewstore.Query;
import org.jspecify.annotations.Nullable;

/** Answers: which children that I may read go by this number, name or birth date? */
public final class ChildSearch {

    private static final int ROWS_AT_ONCE = 200;
    /** A search reads at most so many rows; what is left comes with the next page. */
    private static final int ROWS_AT_MOST = 2_000;

    private final Views views;
    private final LookupKeys keys;

    public ChildSearch(Views views, LookupKeys keys) {
        this.views = views;
        this.keys = keys;
    }

    /**
     * What is known of the child; all of it must fit.
     *
     * @param name words of the name in any order and spelling; each may be only the beginning
     * @param relative words of the mother's or a guardian's name, likewise
     */
    public record Wanted(
            @Nullable String iin,
            @Nullable String name,
            @Nullable LocalDate birthDate,
            @Nullable LocalId local,
            @Nullable String relative) {

        /** The same, with the name taken for that of the mother or a guardian. */
        public Wanted byRelative() {
            return new Wanted(iin, null, birthDate, local, name);
        }

        @Override
        public String toString() {
            return "Wanted[sealed]";
        }
    }

    /**
     * @param cursor to go on from; null: that was all
     */
    public record Found(List<ChildCard> items, @Nullable String cursor) {}

    /**
     * Children that fit, by the word they are found by. A page may be shorter than the limit although more follow.
     *
     * @throws BadQuestion if nothing is asked for, or a value cannot be one
     * @throws NotAllowed if the caller may not read any child
     */
    public Found find(Caller caller, Wanted wanted, int limit, @Nullable String cursor) {
        List<Span> spans = spans(wanted);
        if (!Access.mayReadSome(caller)) {
            throw new NotAllowed("A search is for those who may read children's records.");
        }
        Span first = spans.getFirst();
        @Nullable Document at = cursor == null ? null : Cursor.row(cursor, views);
        var items = new ArrayList<ChildCard>();
        int read = 0;
        while (read < ROWS_AT_MOST) {
            List<Document> rows = views.store().find(query(caller, first, at));
            read += rows.size();
            Map<String, ChildCard> cards = ChildCards.read(views.store(), children(rows));
            for (Document row : rows) {
                at = row;
                var card = cards.get(child(row));
                if (card != null && fits(card, row, spans) && Access.mayRead(caller, card)) {
                    items.add(card);
                    if (items.size() == limit) {
                        return new Found(items, Cursor.of(row, views));
                    }
                }
            }
            if (rows.size() < ROWS_AT_ONCE) {
                return new Found(items, null);
            }
        }
        return new Found(items, at == null ? null : Cursor.of(at, views));
    }

    /** The most telling first: it leads the search, the others are checked on the cards. */
    List<Span> spans(Wanted wanted) {
        var spans = new ArrayList<Span>();
        if (wanted.iin() != null) {
            if (!Iin.isValid(wanted.iin())) {
                throw new BadQuestion("iin", "An IIN has 12 digits, the last of which checks the others.");
            }
            spans.add(Span.only(keys.iin(new Iin(wanted.iin()))));
        }
        if (wanted.local() != null) {
            spans.add(Span.only(keys.local(wanted.local())));
        }
        if (wanted.birthDate() != null) {
            spans.add(Span.only(keys.born(wanted.birthDate())));
        }
        spans.addAll(typed("name", LookupKeys.NAME, wanted.name()));
        spans.addAll(typed("relative", LookupKeys.RELATIVE, wanted.relative()));
        if (spans.isEmpty()) {
            throw new BadQuestion("iin", "Ask by iin, name, birthDate, relative or local=system:value.");
        }
        return spans;
    }

    private List<Span> typed(String field, String whose, @Nullable String name) {
        if (name == null) {
            return List.of();
        }
        var typed = new ArrayList<>(keys.typed(whose, name));
        typed.sort(Comparator.comparingInt((Span span) -> span.from().length()).reversed());
        if (typed.isEmpty() || typed.getFirst().from().length() < whose.length() + 2) {
            throw new BadQuestion(field, "At least two letters of a name are needed.");
        }
        return typed;
    }

    static Query query(Caller caller, Span span, @Nullable Document after) {
        var where = new ArrayList<Query.Condition>();
        onlyRegion(caller, where);
        if (span.from().equals(span.to())) {
            where.add(new Query.Condition.Equal(ChildCards.KEY, span.from()));
        } else {
            // Strictly more than the word itself would lose the word; a row's key never ends in the lowest code point.
            where.add(new Query.Condition.MoreThan(ChildCards.KEY, before(span.from())));
            where.add(new Query.Condition.AtMost(ChildCards.KEY, span.to()));
        }
        if (after != null) {
            where.add(new Query.Condition.After(List.of(keyOf(after)), after.id()));
        }
        return new Query(ChildCards.ROWS, where, List.of(new Query.Sort(ChildCards.KEY, false)), ROWS_AT_ONCE);
    }

    /** An officer of one region searches that region's rows only, however common the name is elsewhere. */
    private static void onlyRegion(Caller caller, List<Query.Condition> where) {
        if (caller.is(Role.MONITOR)
                && !caller.is(Role.AGENCY)
                && !Access.readsAll(caller)
                && caller.regions().size() == 1) {
            String region = caller.regions().iterator().next();
            if (Regions.isRegion(region)) {
                where.add(new Query.Condition.Equal(ChildCards.REGION, region));
            }
        }
    }

    /** The greatest text that sorts before a word and all that begins with it. */
    private static String before(String word) {
        int last = word.length() - 1;
        return word.substring(0, last) + (char) (word.charAt(last) - 1) + "\uDBFF\uDFFF";
    }

    /** A child with two words that fit is found once, by the first. */
    private static boolean fits(ChildCard card, Document row, List<Span> spans) {
        Span first = spans.getFirst();
        String foundBy = card.keys().stream().filter(first::holds).findFirst().orElse("");
        return foundBy.equals(keyOf(row))
                && spans.stream().allMatch(span -> card.keys().stream().anyMatch(span::holds));
    }

    private static List<String> children(List<Document> rows) {
        var ids = new LinkedHashMap<String, Boolean>();
        rows.forEach(row -> ids.put(child(row), true));
        return List.copyOf(ids.keySet());
    }

    static String child(Document row) {
        return row.id().substring(0, row.id().indexOf('/'));
    }

    static String keyOf(Document row) {
        return (String) row.fields().getOrDefault(ChildCards.KEY, "");
    }
}
