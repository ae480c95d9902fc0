package org.besik.query.web;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.besik.events.circumstances.SupportCategory;
import org.besik.query.access.BadQuestion;
import org.besik.query.untracked.Severity;
import org.besik.query.web.UntrackedQueries.Filter;
import org.besik.query.web.UntrackedQueries.Sort;
import org.jspecify.annotations.Nullable;
import org.springframework.util.MultiValueMap;

/** What an address of the list asks for: checked, and written back without what says nothing. */
final class ListQuery {

    static final String REGION = "region";
    static final String DISTRICT = "district";
    static final String REASON = "reason";
    static final String AGE_FROM = "ageFrom";
    static final String AGE_TO = "ageTo";
    static final String CATEGORY = "category";
    static final String SEVERITY = "severity";
    static final String NEW_SINCE = "newSince";
    static final String ASSIGNEE = "assignee";
    static final String SORT = "sort";
    static final String AS_OF = "asOf";

    /** Stands for an officer where there is none. */
    static final String NOBODY = "none";

    /** How each order is spelled; the same as in {@code /v1/untracked}. */
    private static final Map<String, Sort> ORDERS =
            Map.of("-daysOverdue", Sort.LONGEST_OVERDUE, "-severity", Sort.MOST_SEVERE, "ageMonths", Sort.YOUNGEST);

    /** The filters in the order in which their chips stand. */
    static final List<String> FILTERS =
            List.of(REGION, DISTRICT, REASON, AGE_FROM, AGE_TO, CATEGORY, SEVERITY, ASSIGNEE, NEW_SINCE);

    private final Map<String, String> given = new LinkedHashMap<>();
    private final Filter filter;

    /** @throws BadQuestion if a value is not one */
    ListQuery(MultiValueMap<String, String> parameters, LocalDate today) {
        for (String name : FILTERS) {
            take(name, parameters);
        }
        take(SORT, parameters);
        take(AS_OF, parameters);
        if (!given.containsKey(REGION)) {
            // Districts of the same name lie in several regions: alone, one says nothing
            given.remove(DISTRICT);
        }
        String sort = given.getOrDefault(SORT, "-severity");
        Sort order = ORDERS.get(sort);
        if (order == null) {
            throw new BadQuestion(SORT, "The order is -daysOverdue, -severity or ageMonths.");
        }
        // Not the longest overdue, as in the interface: duplicates since birth would come first, and nobody has to look
        // for those
        if (order == Sort.MOST_SEVERE) {
            given.remove(SORT);
        }
        LocalDate asOf = Frame.optionalDay(AS_OF, given.get(AS_OF));
        if (asOf == null || asOf.equals(today)) {
            given.remove(AS_OF);
        }
        filter = new Filter(
                given.get(REGION),
                given.get(DISTRICT),
                oneOf(REASON, Reasons.OFFERED),
                years(AGE_FROM),
                years(AGE_TO),
                oneOf(CATEGORY, names(SupportCategory.values())),
                oneOf(SEVERITY, names(Severity.values())),
                Frame.optionalDay(NEW_SINCE, given.get(NEW_SINCE)),
                order,
                asOf == null ? today : asOf);
    }

    private void take(String name, MultiValueMap<String, String> parameters) {
        String value = Frame.blankToNull(parameters.getFirst(name));
        if (value != null) {
            given.put(name, value);
        }
    }

    static List<String> names(Enum<?>[] values) {
        return Arrays.stream(values).map(Enum::name).toList();
    }

    private @Nullable String oneOf(String name, List<String> values) {
        String value = given.get(name);
        if (value != null && !values.contains(value)) {
            throw new BadQuestion(name, "There is no such value.");
        }
        return value;
    }

    private @Nullable Integer years(String name) {
        String value = given.get(name);
        if (value == null) {
            return null;
        }
        try {
            int years = Integer.parseInt(value);
            if (years >= 0 && years <= 18) {
                return years;
            }
        } catch (NumberFormatException notOne) {
            // Refused below, in the same words.
        }
        throw new BadQuestion(name, "The value is a whole number from 0 to 18.");
    }

    Filter filter() {
        return filter;
    }

    /** Whose searches: an account, or {@code me}; {@link #NOBODY}: children whom nobody looks for; null: all. */
    @Nullable
    String assignee() {
        return given.get(ASSIGNEE);
    }

    /** What is asked for, as it stands in an address. */
    Map<String, String> given() {
        return given;
    }

    /** The filters that are set: each is a chip. */
    List<String> chips() {
        return FILTERS.stream().filter(given::containsKey).toList();
    }
}
