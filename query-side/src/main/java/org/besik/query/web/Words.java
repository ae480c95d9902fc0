package org.besik.query.web;

import java.text.NumberFormat;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.format.FormatStyle;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.besik.events.Officer;
import org.besik.events.Regions;
import org.besik.query.statistics.Statistics.Figure;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import tools.jackson.databind.JsonNode;

/** Says dates, numbers and codes in one language. */
public final class Words {

    private static final String RATIO = "ratio";

    private final MessageSource messages;
    private final Locale locale;
    private final ZoneId zone;

    /** Words of a language; {@code zone}: where days turn. */
    public Words(MessageSource messages, Locale locale, ZoneId zone) {
        this.messages = messages;
        this.locale = locale;
        this.zone = zone;
    }

    /** The words of a key that every language has. */
    public String say(String key, Object... arguments) {
        return messages.getMessage(key, arguments, locale);
    }

    /** A day, {@code 31 Oct 2026}. */
    public String date(LocalDate day) {
        return DateTimeFormatter.ofLocalizedDate(FormatStyle.MEDIUM)
                .withLocale(locale)
                .format(day);
    }

    /** The day of an instant where days turn. */
    public String date(Instant instant) {
        return date(LocalDate.ofInstant(instant, zone));
    }

    /** The month of a day, {@code Oct 2026}. */
    public String month(LocalDate day) {
        return DateTimeFormatter.ofPattern("LLL yyyy").withLocale(locale).format(day);
    }

    /** A day without its year, {@code 31 Oct}. */
    public String dayOfMonth(LocalDate day) {
        return DateTimeFormatter.ofPattern("d MMM").withLocale(locale).format(day);
    }

    /** When an officer wrote down what happened on a day: the time of that day, or the later day and its time. */
    public String written(Instant recordedAt, LocalDate occurredOn) {
        var at = recordedAt.atZone(zone);
        String time = DateTimeFormatter.ofPattern("HH:mm").format(at);
        return at.toLocalDate().equals(occurredOn) ? time : say("case.written", date(at.toLocalDate()), time);
    }

    /** When we learnt what happened on a day, and how much later that was. */
    public String learnt(Instant recordedAt, LocalDate occurredOn) {
        LocalDate day = LocalDate.ofInstant(recordedAt, zone);
        long later = daysBetween(occurredOn, day);
        return later <= 0 ? say("child.learnt-at-once") : say("child.learnt", date(day), days(later));
    }

    /** The time of day of an instant, {@code 14:05:09}. */
    public String time(Instant instant) {
        return DateTimeFormatter.ofPattern("HH:mm:ss").format(instant.atZone(zone));
    }

    /** An instant for machines, where days turn. */
    public String machine(Instant instant) {
        return instant.atZone(zone)
                .truncatedTo(ChronoUnit.SECONDS)
                .toOffsetDateTime()
                .toString();
    }

    /** By how much a number changed, with its sign. */
    public String change(long difference) {
        return difference == 0 ? "±0" : (difference > 0 ? "+" : "−") + number(Math.abs(difference));
    }

    /** How many days lie between two. */
    public long daysBetween(LocalDate from, LocalDate to) {
        return ChronoUnit.DAYS.between(from, to);
    }

    /** A whole number with the language's grouping. */
    public String number(long value) {
        return NumberFormat.getIntegerInstance(locale).format(value);
    }

    /** A share of one, in per cent with one decimal. */
    public String percent(double share) {
        var format = NumberFormat.getPercentInstance(locale);
        format.setMinimumFractionDigits(1);
        format.setMaximumFractionDigits(1);
        return format.format(share);
    }

    /** What a figure comes to, in its unit; a dash where nothing was counted. */
    public String measured(@Nullable Double value, String unit) {
        if (value == null) {
            return "–";
        }
        return unit.equals(RATIO) ? percent(value) : days(Math.round(value));
    }

    /** What kind of value a figure has: a median, a share. */
    public String measure(Figure figure) {
        return say(
                figure.p90() != null ? "figure.median" : figure.unit().equals(RATIO) ? "column.rate" : "figure.value");
    }

    /** What a figure is called. */
    public String figure(String indicator) {
        return orCode("figure." + indicator, indicator);
    }

    /**
     * What a version of a figure counts, over what.
     *
     * @param otherwise the definition where the language has none of this version
     */
    public String definition(String indicator, String version, String otherwise) {
        return orCode("figure." + indicator + ".v" + version, otherwise);
    }

    /** A part of a figure, by what it is grouped: a region, a reason. */
    public String part(@Nullable String by, String key) {
        return "region".equals(by) ? region(key) : reason(key);
    }

    /** A number of days. */
    public String days(long days) {
        return say("days", number(days), days);
    }

    /** An age: months up to two years, then years and months, from six on years only. */
    public String age(@Nullable Integer months) {
        if (months == null) {
            return say("age.unknown");
        }
        int years = months / 12;
        if (years < 2) {
            return say("age.months", months);
        }
        int rest = months % 12;
        return years >= 6 || rest == 0 ? say("age.years", years) : say("age.yearsMonths", years, rest);
    }

    /** An age on a day: days in the first two months, in which a newborn is looked for by the day. */
    public String age(@Nullable LocalDate born, LocalDate on, @Nullable Integer months) {
        return born == null || months == null || months >= 2 ? age(months) : days(daysBetween(born, on));
    }

    /** A region's name, and its code where it has no name. */
    public String region(String code) {
        return orCode("region." + code, named(code, Regions.Region::names));
    }

    /** A region's name in a few letters. */
    public String regionShort(String code) {
        return named(code, Regions.Region::shortNames);
    }

    private String named(String code, Function<Regions.Region, Map<String, String>> names) {
        return Regions.all().stream()
                .filter(region -> region.code().equals(code))
                .map(region -> names.apply(region).getOrDefault(locale.getLanguage(), code))
                .findFirst()
                .orElse(code);
    }

    /** The ages of a band of silence. */
    public String bandAges(RulesEntry.BandRow band) {
        if (band.from().isEmpty() && band.toYears().isEmpty()) {
            return say("rules.every-age");
        }
        String from = age(band.from().isEmpty() ? "0" : band.from(), band.fromUnit());
        return band.toYears().isEmpty()
                ? say("rules.band.open", from)
                : say("rules.band", from, age(band.toYears(), "YEARS"));
    }

    private String age(String number, String unit) {
        int count = Integer.parseInt(number);
        return unit.equals("DAYS") ? days(count) : age(12 * count);
    }

    /** For whom of an age a band of silence is. */
    public String bandWhom(RulesEntry.BandRow band) {
        var parts = new ArrayList<String>();
        if (!band.level().isEmpty()) {
            parts.add(value(band.level()));
        }
        if (!band.forms().isEmpty()) {
            parts.add(say("rules.forms", band.forms().stream().map(this::value).collect(Collectors.joining(", "))));
        }
        return parts.isEmpty() ? say("rules.everybody") : String.join(" · ", parts);
    }

    /** Why rules cannot be, with the age for which they are wrong. */
    public String ruleRefusal(Told.Refused refused) {
        Integer months = refused.ageMonths();
        return months == null
                ? refusal(refused.code())
                : refusal(refused.code()) + " " + say("rules.wrong-age", age(months));
    }

    /** Ages in completed years, {@code 3–5}. */
    public String ages(int from, int to) {
        return from == 0 && to == 0 ? say("ages.first") : say("ages", from, to);
    }

    /** What a filter of the list is called. */
    public String filter(String name) {
        return say("filter." + name);
    }

    /** A filter's value in words. */
    public String filterValue(String name, String value) {
        return switch (name) {
            case ListQuery.REGION -> region(value);
            case ListQuery.REASON -> reason(value);
            case ListQuery.CATEGORY, ListQuery.SEVERITY -> value(value);
            case ListQuery.ASSIGNEE ->
                switch (value) {
                    case "me" -> say("list.mine");
                    case ListQuery.NOBODY -> say("list.nobody");
                    default -> value;
                };
            case ListQuery.NEW_SINCE, ListQuery.AS_OF -> date(LocalDate.parse(value));
            default -> value;
        };
    }

    /** A reason's short name. */
    public String reason(String code) {
        return orCode("reason." + code, code);
    }

    /** What a reason means, in a sentence. */
    public String reasonMeaning(String code) {
        return orCode("reason." + code + ".meaning", "");
    }

    /** A coded value's name: a service, a level, a state. */
    public String value(@Nullable String code) {
        return code == null ? say("unknown") : orCode("value." + code, code);
    }

    /**
     * Why there is no answer, in words for people.
     *
     * @param part {@code title} or {@code text}
     */
    public String problem(int status, String part) {
        return orCode("error." + status + "." + part, say("error.other." + part));
    }

    /** Why something was not recorded, by the code of the rule. */
    public String refusal(String code) {
        return orCode("refusal." + code, say("refusal.other"));
    }

    /** What a kind of fact says. */
    public String fact(@Nullable String kind) {
        return kind == null ? "" : orCode("fact." + kind, kind);
    }

    /** Whose words a part of a child's story is: a service's, the officers'. */
    public String side(String key) {
        return orCode("side." + key, value(key));
    }

    /** Who decided something: an account, or the system itself in words. */
    public String officer(Officer officer) {
        return officer.equals(Officer.SWEEP) ? say("officer.sweep") : officer.account();
    }

    /** What a lane of a child's life is called. */
    public String lane(String key) {
        String contact = "contact.";
        return key.startsWith(contact) ? side(key.substring(contact.length())) : say("life.lane." + key);
    }

    /** A stretch of days in one line. */
    public String bar(Life.Bar bar) {
        LocalDate until = bar.until();
        return bar.what() + " · " + date(bar.from()) + " – " + (until == null ? say("life.goes-on") : date(until))
                + " · " + days(bar.days());
    }

    /** What an event is called. */
    public String event(String name) {
        return orCode("event." + name, name);
    }

    /** What a contradiction is about. */
    public String contradiction(String kind) {
        return orCode("contradiction." + kind, kind);
    }

    /** What an event's member is called; {@code from} is a place in one event and a day in another. */
    public String field(String name, JsonNode value) {
        String words = orCode("field." + name, name);
        return value.isString() && isDay(value.stringValue()) ? orCode("field." + name + ".day", words) : words;
    }

    /** An event's member as text: days and codes in words, members of members one after the other. */
    public String text(JsonNode node) {
        if (node.isNull() || node.isMissingNode()) {
            return "";
        }
        if (node.isArray() || node.isObject()) {
            var parts = new StringBuilder();
            for (JsonNode part : node.values()) {
                String text = text(part);
                if (!text.isEmpty()) {
                    parts.append(parts.isEmpty() ? "" : node.isArray() ? "; " : " ")
                            .append(text);
                }
            }
            return parts.toString();
        }
        if (node.isBoolean()) {
            return say(node.booleanValue() ? "yes" : "no");
        }
        if (node.isNumber()) {
            return number(node.longValue());
        }
        return word(node.stringValue(""));
    }

    private String word(String text) {
        if (isDay(text)) {
            return date(LocalDate.parse(text));
        }
        if (text.startsWith("KZ-") || text.equals("unknown")) {
            return region(text);
        }
        return orCode("value." + text, orCode("reason." + text, text));
    }

    private static boolean isDay(String text) {
        if (text.length() != 10) {
            return false;
        }
        try {
            LocalDate.parse(text);
            return true;
        } catch (DateTimeParseException noDay) {
            return false;
        }
    }

    private String orCode(String key, String code) {
        String words = messages.getMessage(key, null, "", locale);
        return words == null || words.isEmpty() ? code : words;
    }
}
