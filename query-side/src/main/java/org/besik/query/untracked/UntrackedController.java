package org.besik.query.untracked;

import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Locale;
import java.util.Optional;
import org.besik.events.Service;
import org.besik.events.caller.Caller;
import org.besik.events.circumstances.SupportCategory;
import org.besik.query.access.Access;
import org.besik.query.access.BadQuestion;
import org.besik.query.access.Moments;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** {@code GET /v1/untracked} and its summary. */
@RestController
@RequestMapping("/v1/untracked")
public class UntrackedController {

    private static final String FEED_STALE = "FEED_STALE";
    private static final String WARN = "WARN";
    private static final String FLAG = "FLAG";
    private static final int OLDEST = 18;

    /** Before and after these there is no calendar and nobody to list. */
    private static final int FIRST_YEAR = 1900;

    private static final int LAST_YEAR = 2200;

    private final Untracked untracked;
    private final Clock clock;

    public UntrackedController(Untracked untracked, Clock clock) {
        this.untracked = untracked;
        this.clock = clock;
    }

    @GetMapping
    UntrackedPage list(
            Caller caller,
            @RequestParam Optional<String> region,
            @RequestParam Optional<String> district,
            @RequestParam Optional<String> reason,
            @RequestParam Optional<String> ageFrom,
            @RequestParam Optional<String> ageTo,
            @RequestParam Optional<String> service,
            @RequestParam Optional<String> category,
            @RequestParam Optional<String> severity,
            @RequestParam Optional<String> newSince,
            @RequestParam Optional<String> level,
            @RequestParam Optional<String> asOf,
            @RequestParam Optional<String> recordedUpTo,
            @RequestParam Optional<String> sort,
            @RequestParam Optional<String> limit,
            @RequestParam Optional<String> cursor) {
        boolean feedStale = reason.filter(FEED_STALE::equals).isPresent();
        var request = new UntrackedRequest(
                Access.listed(caller, region),
                district.orElse(null),
                feedStale
                        ? null
                        : reason.map(value -> name(Reason.class, "reason", value))
                                .orElse(null),
                feedStale,
                ageFrom.map(value -> number("ageFrom", value, 0, OLDEST)).orElse(null),
                ageTo.map(value -> number("ageTo", value, 0, OLDEST)).orElse(null),
                service.map(value -> name(Service.class, "service", value).name())
                        .orElse(null),
                category.map(value ->
                                name(SupportCategory.class, "category", value).name())
                        .orElse(null),
                severity.map(value -> name(Severity.class, "severity", value)).orElse(null),
                newSince.isPresent() ? day("newSince", newSince) : null,
                level.map(UntrackedController::warnings).orElse(false),
                day(asOf),
                order(sort.orElse("-daysOverdue")),
                limit.map(value -> number("limit", value, 1, UntrackedRequest.MAX_LIMIT))
                        .orElse(UntrackedRequest.DEFAULT_LIMIT),
                cursor.orElse(null),
                Access.readsAll(caller));
        return untracked.page(request, instant(recordedUpTo));
    }

    @GetMapping("/summary")
    UntrackedSummary summary(
            Caller caller,
            @RequestParam Optional<String> region,
            @RequestParam Optional<String> by,
            @RequestParam Optional<String> asOf,
            @RequestParam Optional<String> recordedUpTo) {
        return untracked.summary(
                name(Untracked.By.class, "by", by.orElse("region").toUpperCase(Locale.ROOT)),
                day(asOf),
                Access.summarised(caller, region),
                instant(recordedUpTo));
    }

    private @Nullable Instant instant(Optional<String> text) {
        return text.map(value -> Moments.upTo("recordedUpTo", value, clock.getZone()))
                .orElse(null);
    }

    private LocalDate day(Optional<String> asOf) {
        return day("asOf", asOf);
    }

    private LocalDate day(String field, Optional<String> given) {
        try {
            LocalDate day = given.map(LocalDate::parse).orElseGet(() -> LocalDate.now(clock));
            if (day.getYear() >= FIRST_YEAR && day.getYear() <= LAST_YEAR) {
                return day;
            }
        } catch (DateTimeException notOne) {
            // Refused below, in the same words.
        }
        throw BadQuestion.date(field);
    }

    private static boolean warnings(String level) {
        return switch (level) {
            case WARN -> true;
            case FLAG -> false;
            default -> throw new BadQuestion("level", "The level is FLAG or WARN.");
        };
    }

    private static UntrackedRequest.Order order(String sort) {
        return switch (sort) {
            case "-daysOverdue" -> UntrackedRequest.Order.LONGEST_OVERDUE;
            case "-severity" -> UntrackedRequest.Order.MOST_SEVERE;
            case "ageMonths" -> UntrackedRequest.Order.YOUNGEST;
            default -> throw new BadQuestion("sort", "The order is -daysOverdue, -severity or ageMonths.");
        };
    }

    private static int number(String field, String value, int from, int to) {
        try {
            int number = Integer.parseInt(value);
            if (number >= from && number <= to) {
                return number;
            }
        } catch (NumberFormatException notOne) {
            // Refused below, in the same words.
        }
        throw new BadQuestion(field, "The value is a whole number from " + from + " to " + to + ".");
    }

    private static <E extends Enum<E>> E name(Class<E> type, String field, @Nullable String value) {
        for (E constant : type.getEnumConstants()) {
            if (constant.name().equals(value)) {
                return constant;
            }
        }
        throw new BadQuestion(field, "The value is one of " + java.util.Arrays.toString(type.getEnumConstants()) + ".");
    }
}
