package org.besik.query.records;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.besik.events.ChildId;
import org.besik.events.identity.DuplicateRejected;
import org.besik.events.identity.DuplicateSuspected;
import org.besik.events.identity.IdentifierContested;
import org.besik.events.identity.IdentityEvent;
import org.besik.events.identity.MergeReverted;
import org.besik.events.identity.RecordsMerged;
import org.besik.query.viewstore.Document;
import org.besik.query.viewstore.Query;
import org.besik.query.viewstore.Query.Condition;
import org.besik.query.viewstore.Query.Sort;
import org.besik.query.viewstore.Table;
import org.besik.query.viewstore.ViewStore;
import org.besik.query.viewstore.ViewStore.Change;
import org.jspecify.annotations.Nullable;

/**
 * Answers: which records are one child? A merged record has a document that names the record it was joined to and the
 * survivor at the end of that chain; a record without a document is its own survivor. Merges and their undoing are
 * decisions about the log as it stood, so they count in log order.
 */
public final class Memberships {

    public static final Table TABLE = new Table(
            "members",
            List.of(new Table.Field("parent", Table.Type.TEXT), new Table.Field("survivor", Table.Type.TEXT)),
            List.of(List.of("survivor")));

    private static final int SURVIVORS_AT_ONCE = 512;

    /** Whom each merged record of the groups at hand was joined to; survivors are not in here. */
    private final Map<ChildId, ChildId> parents = new HashMap<>();

    private final Map<ChildId, Document> stored = new HashMap<>();

    /** Nobody is joined yet. */
    Memberships() {}

    /** Survivors of the ids; an id that was never merged is its own. */
    public static Map<ChildId, ChildId> survivors(Collection<ChildId> ids, ViewStore views) {
        Map<String, Document> members =
                views.getAll(TABLE, ids.stream().map(ChildId::value).collect(Collectors.toSet()));
        return ids.stream().distinct().collect(Collectors.toMap(Function.identity(), id -> {
            Document member = members.get(id.value());
            return member == null ? id : child(member, "survivor");
        }));
    }

    /** Whole groups as they are stored, by their survivors. */
    public static Memberships of(Collection<ChildId> survivors, ViewStore views) {
        var groups = new Memberships();
        List<String> ids = survivors.stream().map(ChildId::value).distinct().toList();
        for (int from = 0; from < ids.size(); from += SURVIVORS_AT_ONCE) {
            List<String> some = ids.subList(from, Math.min(ids.size(), from + SURVIVORS_AT_ONCE));
            var query = new Query(
                    TABLE,
                    List.of(new Condition.In("survivor", some)),
                    List.of(new Sort("survivor", false)),
                    Integer.MAX_VALUE);
            for (Document member : views.find(query)) {
                var id = new ChildId(member.id());
                groups.parents.put(id, child(member, "parent"));
                groups.stored.put(id, member);
            }
        }
        return groups;
    }

    private static ChildId child(Document member, String field) {
        return new ChildId(member.text(field));
    }

    /** The records that an event joins or splits; none: it does neither. */
    public static List<ChildId> touched(IdentityEvent event) {
        return switch (event) {
            case RecordsMerged merged -> List.of(merged.childId(), merged.merged());
            case MergeReverted reverted -> List.of(reverted.childId(), reverted.restored());
            case DuplicateSuspected suspected -> List.of();
            case DuplicateRejected rejected -> List.of();
            case IdentifierContested contested -> List.of();
        };
    }

    /** Joins or splits; what has happened already is left alone. */
    public void on(IdentityEvent event) {
        if (event instanceof RecordsMerged merged) {
            ChildId survivor = survivor(merged.childId());
            ChildId joining = survivor(merged.merged());
            if (!survivor.equals(joining)) {
                parents.put(joining, merged.childId());
            }
        } else if (event instanceof MergeReverted reverted) {
            parents.remove(reverted.restored());
        }
    }

    /** The survivor of a record whose group is at hand. */
    public ChildId survivor(ChildId id) {
        ChildId at = id;
        for (ChildId next = parents.get(at); next != null; next = parents.get(at)) {
            at = next;
        }
        return at;
    }

    /** The merged records of the groups at hand, by survivor, sorted; survivors without any are left out. */
    public Map<ChildId, List<ChildId>> formerIds() {
        var former = new TreeMap<ChildId, Set<ChildId>>();
        for (ChildId id : parents.keySet()) {
            former.computeIfAbsent(survivor(id), s -> new TreeSet<>()).add(id);
        }
        return former.entrySet().stream().collect(Collectors.toMap(Map.Entry::getKey, e -> List.copyOf(e.getValue())));
    }

    /** What has to be written to make the store say the same. */
    public List<Change> changes() {
        var changes = new ArrayList<Change>();
        Set<ChildId> all = new HashSet<>(parents.keySet());
        all.addAll(stored.keySet());
        for (ChildId id : all) {
            ChildId parent = parents.get(id);
            if (parent == null) {
                changes.add(new Change.Delete(TABLE, id.value()));
            } else if (!isStored(stored.get(id), parent, survivor(id))) {
                Map<String, Object> fields = Map.of(
                        "parent", parent.value(), "survivor", survivor(id).value());
                changes.add(new Change.Upsert(TABLE, new Document(id.value(), fields, new byte[0])));
            }
        }
        return changes;
    }

    private static boolean isStored(@Nullable Document member, ChildId parent, ChildId survivor) {
        return member != null
                && child(member, "parent").equals(parent)
                && child(member, "survivor").equals(survivor);
    }
}
