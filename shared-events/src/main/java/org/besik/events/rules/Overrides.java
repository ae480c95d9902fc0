package org.besik.events.rules;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Some members of {@link Thresholds}, to be put in the place of others; a null member leaves what is there. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Overrides(
        @Nullable Threshold newbornUnseen,
        @Nullable Integer newbornDays,
        @Nullable List<Band> silent,
        @Nullable Threshold notInEducation,
        @Nullable Threshold lostInTransit,
        @Nullable Threshold handoffPending,
        @Nullable Threshold unregistered,
        @Nullable SingleSource singleSource) {

    static final Overrides NONE = new Overrides(null, null, null, null, null, null, null, null);

    /** The thresholds with what this says instead. */
    public Thresholds over(Thresholds base) {
        return new Thresholds(
                or(newbornUnseen, base.newbornUnseen()),
                or(newbornDays, base.newbornDays()),
                or(silent, base.silent()),
                or(notInEducation, base.notInEducation()),
                or(lostInTransit, base.lostInTransit()),
                or(handoffPending, base.handoffPending()),
                or(unregistered, base.unregistered()),
                or(singleSource, base.singleSource()));
    }

    /** These, and what else another one says; without the cleared members, which say nothing any more. */
    Overrides over(Overrides base, Set<String> cleared) {
        return new Overrides(
                cleared.contains("newbornUnseen") ? null : first(newbornUnseen, base.newbornUnseen),
                cleared.contains("newbornDays") ? null : first(newbornDays, base.newbornDays),
                cleared.contains("silent") ? null : first(silent, base.silent),
                cleared.contains("notInEducation") ? null : first(notInEducation, base.notInEducation),
                cleared.contains("lostInTransit") ? null : first(lostInTransit, base.lostInTransit),
                cleared.contains("handoffPending") ? null : first(handoffPending, base.handoffPending),
                cleared.contains("unregistered") ? null : first(unregistered, base.unregistered),
                cleared.contains("singleSource") ? null : first(singleSource, base.singleSource));
    }

    private static <T> T or(@Nullable T said, T base) {
        return said == null ? base : said;
    }

    private static <T> @Nullable T first(@Nullable T said, @Nullable T base) {
        return said == null ? base : said;
    }
}
