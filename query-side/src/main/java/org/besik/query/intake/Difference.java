package org.besik.query.intake;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.besik.query.intake.Projection.Contents;
import org.besik.query.intake.Projection.Count;
import org.besik.query.intake.Projection.Folded;
import org.besik.query.intake.Projection.Part;
import org.besik.query.intake.Projection.TableDocument;
import org.besik.query.viewstore.Document;
import org.besik.query.viewstore.ViewStore.Change;
import org.jspecify.annotations.Nullable;

/** What one record comes to now and did not before, and the other way round. */
final class Difference {

    private final boolean isErased;
    private final List<Change> changes = new ArrayList<>();
    private final List<Count> gone = new ArrayList<>();
    private final List<Count> come = new ArrayList<>();

    private Difference(boolean isErased) {
        this.isErased = isErased;
    }

    /**
     * Compares what each projection made of a record with what it makes of it now. One that gives the same object again says
     * that nothing changed.
     *
     * @param isErased write everything: an erased record folds to the same before and after once its key is gone, and only
     *     writing removes the person
     */
    @SuppressWarnings("ReferenceEquality")
    static Difference of(List<Folded> was, List<Folded> is, boolean isErased) {
        var difference = new Difference(isErased);
        for (int i = 0; i < Math.max(was.size(), is.size()); i++) {
            Folded old = i < was.size() ? was.get(i) : Projection.NOTHING;
            Folded now = i < is.size() ? is.get(i) : Projection.NOTHING;
            if (isErased || old != now) {
                difference.compare(old, now);
            }
        }
        return difference;
    }

    /** Adds it to that of others. */
    void into(List<Change> all, Counters counters) {
        all.addAll(changes);
        count(counters);
    }

    /** What has to be written. */
    List<Change> changes() {
        return changes;
    }

    /** Notes what it is to figures. */
    void count(Counters counters) {
        gone.forEach(count -> counters.add(count, -1));
        come.forEach(count -> counters.add(count, 1));
    }

    @SuppressWarnings("ReferenceEquality")
    private void compare(Folded was, Folded is) {
        var before = new ArrayList<Contents>();
        var after = new ArrayList<Contents>();
        for (int i = 0; i < Math.max(was.parts().size(), is.parts().size()); i++) {
            Part old = i < was.parts().size() ? was.parts().get(i) : null;
            Part now = i < is.parts().size() ? is.parts().get(i) : null;
            if (isErased || old != now) {
                if (old != null) {
                    before.add(old.contents());
                }
                if (now != null) {
                    after.add(now.contents());
                }
            }
        }
        documents(all(before, Contents::documents), all(after, Contents::documents));
        counts(all(before, Contents::counts), all(after, Contents::counts));
    }

    private static <T> List<T> all(List<Contents> contents, Function<Contents, List<T>> of) {
        return contents.stream().flatMap(each -> of.apply(each).stream()).toList();
    }

    /** Nearly always most of it is the same at the same place, so that is looked at first. */
    private void documents(List<TableDocument> was, List<TableDocument> is) {
        var left = new HashMap<Key, TableDocument>();
        var other = new ArrayList<TableDocument>();
        for (int i = 0; i < Math.max(was.size(), is.size()); i++) {
            TableDocument old = i < was.size() ? was.get(i) : null;
            TableDocument now = i < is.size() ? is.get(i) : null;
            if (isErased || old == null || now == null || !isSame(old, now)) {
                if (old != null) {
                    left.put(Key.of(old), old);
                }
                if (now != null) {
                    other.add(now);
                }
            }
        }
        for (TableDocument now : other) {
            TableDocument old = left.remove(Key.of(now));
            if (isErased || old == null || !isSame(old, now)) {
                Document stored = isErased || old == null ? null : old.document();
                changes.add(new Change.Upsert(now.table(), now.document(), stored));
            }
        }
        left.values()
                .forEach(old -> changes.add(
                        new Change.Delete(old.table(), old.document().id(), old.document())));
    }

    private void counts(List<Count> was, List<Count> is) {
        for (int i = 0; i < Math.max(was.size(), is.size()); i++) {
            Count old = i < was.size() ? was.get(i) : null;
            Count now = i < is.size() ? is.get(i) : null;
            if (!Objects.equals(old, now)) {
                add(old, gone);
                add(now, come);
            }
        }
    }

    private static void add(@Nullable Count count, List<Count> to) {
        if (count != null) {
            to.add(count);
        }
    }

    private record Key(String table, String id) {
        static Key of(TableDocument document) {
            return new Key(document.table().name(), document.document().id());
        }
    }

    /** Whether these documents are the same in the same order. */
    static boolean isSame(List<TableDocument> these, List<TableDocument> those) {
        return these.size() == those.size()
                && IntStream.range(0, these.size()).allMatch(i -> isSame(these.get(i), those.get(i)));
    }

    @SuppressWarnings("ReferenceEquality")
    private static boolean isSame(TableDocument a, TableDocument b) {
        if (a == b) {
            return true;
        }
        Document one = a.document();
        Document other = b.document();
        return one.id().equals(other.id())
                && a.table().name().equals(b.table().name())
                && one.fields().equals(other.fields())
                && Arrays.equals(one.body(), other.body());
    }
}
