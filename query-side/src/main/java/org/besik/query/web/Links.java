package org.besik.query.web;

import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.web.util.UriComponentsBuilder;

/** Where a number leads: to the list it counts, on the same day; and where a list leads when one thing about it changes. */
public final class Links {

    /** The same list has one address, however one came to it. */
    private static final List<String> ORDER = Stream.concat(
                    ListQuery.FILTERS.stream(), Stream.of(ListQuery.SORT, ListQuery.AS_OF, "cursor", "format"))
            .toList();

    private final Map<String, String> kept;

    private Links(Map<String, String> kept) {
        this.kept = kept;
    }

    /**
     * To lists of a day.
     *
     * @param asOf null: today, which stays today when the link is kept
     */
    static Links on(@Nullable LocalDate asOf) {
        return new Links(asOf == null ? Map.of() : Map.of(ListQuery.AS_OF, asOf.toString()));
    }

    /** From one list to others that differ in one thing. */
    static Links from(ListQuery list) {
        return new Links(list.given());
    }

    /** Everybody. */
    public String all() {
        return to("/untracked", kept);
    }

    /** Only one value of a filter. */
    public String list(String filter, Object value) {
        return to("/untracked", with(filter, value));
    }

    /** Only those of some ages, in completed years. */
    public String ages(int from, int to) {
        var asked = with(ListQuery.AGE_FROM, from);
        asked.put(ListQuery.AGE_TO, Integer.toString(to));
        return to("/untracked", asked);
    }

    /** The same list without a filter; a region takes its district along. */
    public String without(String filter) {
        var asked = new LinkedHashMap<>(kept);
        asked.remove(filter);
        if (filter.equals(ListQuery.REGION)) {
            asked.remove(ListQuery.DISTRICT);
        }
        return to("/untracked", asked);
    }

    /** The same list without filters. */
    public String bare() {
        var asked = new LinkedHashMap<>(kept);
        ListQuery.FILTERS.forEach(asked::remove);
        return to("/untracked", asked);
    }

    /** The same list from a place on. */
    public String next(String cursor) {
        return to("/untracked", with("cursor", cursor));
    }

    /** The same list as a file. */
    public String export(String format) {
        return to("/untracked/export", with("format", format));
    }

    /** Another page on the same day. */
    public String page(String path) {
        String day = kept.get(ListQuery.AS_OF);
        return to(path, day == null ? Map.of() : Map.of(ListQuery.AS_OF, day));
    }

    private Map<String, String> with(String name, Object value) {
        var asked = new LinkedHashMap<>(kept);
        asked.put(name, value.toString());
        return asked;
    }

    private static String to(String path, Map<String, String> parameters) {
        var link = UriComponentsBuilder.fromPath(path);
        var values = new LinkedHashMap<String, Object>();
        ORDER.stream().filter(parameters::containsKey).forEach(name -> {
            link.queryParam(name, "{" + name + "}");
            values.put(name, parameters.getOrDefault(name, ""));
        });
        return link.encode().buildAndExpand(values).toUriString();
    }
}
