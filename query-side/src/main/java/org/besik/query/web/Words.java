package org.besik.query.web;

import java.text.NumberFormat;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.format.FormatStyle;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import tools.jackson.databind.JsonNode;

/** Says dates, numbers and codes in one language. */
public final class Words {

    private final MessageSource messages;
    private final Locale locale;
    private final ZoneId zone;

    Words(MessageSource messages, Locale locale, ZoneId zone) {
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

    /** Whether an instant falls on a day. */
    public boolean isOn(Instant instant, LocalDate day) {
        return LocalDate.ofInstant(instant, zone).equals(day);
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

    /** A region's name, and its code where it has no name. */
    public String region(String code) {
        return orCode("region." + code, code);
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
        return orCode("value." + text, text);
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
