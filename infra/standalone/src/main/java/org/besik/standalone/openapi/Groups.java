package org.besik.standalone.openapi;

import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.tags.Tag;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;

/** Under which heading an address stands in the description: named for what people want, not for the class that answers. */
final class Groups {

    /** In the order in which they are read. */
    private static final List<Group> ALL = List.of(
            new Group(
                    "Facts",
                    "What happened to children: singly, in bulk, as a stream or a file, and what became of it.",
                    List.of("/v1/facts", "/v1/batches", "/v1/deliveries")),
            new Group("Agencies", "Who reports: name, service and region of each agency.", List.of("/v1/agencies")),
            new Group(
                    "Rules",
                    "After which silence a child is missed, for whom and since when; other rules tried on all children.",
                    List.of("/v1/untracked/rules")),
            new Group(
                    "Untracked children",
                    "Whom nobody has seen, and why, on any day: the list, its sums, and what changes as it happens.",
                    List.of("/v1/untracked")),
            new Group(
                    "Duplicates",
                    "Records that may be one child, with what speaks for it; joined, parted, or kept apart by an officer's word.",
                    List.of("/v1/children/{id}/duplicates", "/v1/children/{id}/merge", "/v1/children/{id}/unmerge")),
            new Group(
                    "Cases",
                    "The search for a child, step by step, until it is found.",
                    List.of("/v1/children/{id}/case", "/v1/cases")),
            new Group(
                    "Children",
                    "One child's record, and its whole history on both axes of time.",
                    List.of("/v1/children")),
            new Group(
                    "Contradictions",
                    "Facts that exclude each other, and an officer's word that nothing more is to be done.",
                    List.of("/v1/contradictions")),
            new Group(
                    "Statistics",
                    "Figures with their definition, numerator and denominator, also as CSV or Excel.",
                    List.of("/v1/statistics")),
            new Group(
                    "Notifications",
                    "Who is told of flags without asking, by webhook or e-mail.",
                    List.of("/v1/notifications")),
            new Group("Audit", "Proof that nothing was altered, without trusting the server.", List.of("/v1/audit")),
            new Group(
                    "Cluster",
                    "How the log gets to the query sides, and what to do when something is missing there.",
                    List.of("/v1/relay", "/v1/feed", "/v1/flags")));

    /** A heading, what it is about, and how its addresses begin. */
    private record Group(String name, String meaning, List<String> paths) {

        boolean has(String path) {
            return paths.stream().anyMatch(start -> path.equals(start) || path.startsWith(start + "/"));
        }

        Tag tag() {
            return new Tag().name(name).description(meaning);
        }
    }

    private Groups() {}

    /** Puts each address under its heading. */
    static void describe(OpenAPI api) {
        var used = new HashSet<Group>();
        api.getPaths()
                .forEach((path, item) -> of(path).ifPresent(group -> {
                    used.add(group);
                    item.readOperations().forEach(operation -> operation.setTags(List.of(group.name())));
                }));
        api.setTags(ALL.stream().filter(used::contains).map(Group::tag).toList());
    }

    /** The first that fits: what is narrower stands before what is wider. */
    private static Optional<Group> of(String path) {
        return ALL.stream().filter(group -> group.has(path)).findFirst();
    }
}
