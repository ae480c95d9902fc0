package org.besik.command.facts.reading;

import static org.besik.command.refusal.Refused.unless;
import static org.besik.command.refusal.Rule.BAD_DATE;
import static org.besik.command.refusal.Rule.FUTURE_DATE;
import static org.besik.command.refusal.Rule.IIN_CHECK_DIGIT;
import static org.besik.command.refusal.Rule.MISSING_FIELD;
import static org.besik.command.refusal.Rule.UNKNOWN_FIELD;
import static org.besik.command.refusal.Rule.UNKNOWN_REGION;
import static org.besik.command.refusal.Rule.UNKNOWN_VALUE;
import static org.besik.command.refusal.Rule.WRONG_TYPE;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.besik.command.refusal.Refused;
import org.besik.events.Iin;
import org.besik.events.Place;
import org.besik.events.Regions;
import org.jspecify.annotations.Nullable;

/**
 * The members of one JSON object, read as what a fact needs. Every method refuses with the path of the member at fault;
 * null counts as absent. Details say what would be right and never what was sent.
 */
public final class Members {

    /** No name, kind or reference is longer; a longer one is an accident. */
    static final int LONGEST_TEXT = 255;

    /** For sentences people write: reasons. */
    static final int LONGEST_SENTENCE = 2_000;

    /** Nobody this platform knows was born before, and no plan reaches further. */
    private static final int FIRST_YEAR = 1900;

    private static final int LAST_YEAR = 2199;

    private final Map<String, @Nullable Object> values;
    private final String path;
    private final Setting setting;

    private Members(Map<String, @Nullable Object> values, String path, Setting setting) {
        this.values = values;
        this.path = path;
        this.setting = setting;
    }

    /** The members of a whole fact. */
    static Members of(@Nullable Object value, Setting setting) {
        return objectAt("", value, setting);
    }

    @SuppressWarnings("unchecked")
    private static Members objectAt(String path, @Nullable Object value, Setting setting) {
        if (value instanceof Map<?, ?> members) {
            return new Members((Map<String, @Nullable Object>) members, path, setting);
        }
        throw new Refused(WRONG_TYPE, path.isEmpty() ? null : path, "It must be an object.");
    }

    Setting setting() {
        return setting;
    }

    String path(String name) {
        return Json.member(path, name);
    }

    public boolean has(String name) {
        return values.get(name) != null;
    }

    /** Whether it is there and null, where that means something: removed. */
    public boolean isNull(String name) {
        return values.containsKey(name) && values.get(name) == null;
    }

    /** Refuses any member but these. */
    public Members only(String... names) {
        for (String name : values.keySet()) {
            unless(Arrays.asList(names).contains(name), UNKNOWN_FIELD, path(name), "There is no such member here.");
        }
        return this;
    }

    private Object required(String name) {
        Object value = values.get(name);
        if (value == null) {
            throw new Refused(MISSING_FIELD, path(name), "It is required.");
        }
        return value;
    }

    public Members object(String name) {
        return objectAt(path(name), required(name), setting);
    }

    public boolean isText(String name) {
        return values.get(name) instanceof String;
    }

    /** A line of text. */
    public String text(String name) {
        return text(name, LONGEST_TEXT);
    }

    public @Nullable String optionalText(String name) {
        return has(name) ? text(name) : null;
    }

    /** Some sentences. */
    public String sentence(String name) {
        return text(name, LONGEST_SENTENCE);
    }

    public @Nullable String optionalSentence(String name) {
        return has(name) ? sentence(name) : null;
    }

    private String text(String name, int longest) {
        String text = string(name);
        unless(!text.isBlank(), UNKNOWN_VALUE, path(name), "It must not be blank.");
        unless(text.length() <= longest, UNKNOWN_VALUE, path(name), "It is longer than " + longest + " characters.");
        unless(
                longest == LONGEST_SENTENCE || text.chars().noneMatch(Character::isISOControl),
                UNKNOWN_VALUE,
                path(name),
                "It contains a control character.");
        return text;
    }

    private String string(String name) {
        if (required(name) instanceof String text) {
            return text;
        }
        throw new Refused(WRONG_TYPE, path(name), "It must be a string.");
    }

    public <E extends Enum<E>> E oneOf(String name, Class<E> list) {
        String text = string(name);
        for (E value : list.getEnumConstants()) {
            if (value.name().equals(text)) {
                return value;
            }
        }
        throw new Refused(
                UNKNOWN_VALUE, path(name), "It must be one of " + Arrays.toString(list.getEnumConstants()) + ".");
    }

    public String oneOf(String name, List<String> list) {
        String text = string(name);
        unless(list.contains(text), UNKNOWN_VALUE, path(name), "It must be one of " + list + ".");
        return text;
    }

    public @Nullable Boolean optionalFlag(String name) {
        if (!has(name)) {
            return null;
        }
        if (required(name) instanceof Boolean flag) {
            return flag;
        }
        throw new Refused(WRONG_TYPE, path(name), "It must be true or false.");
    }

    /** A whole number from 0 to {@code most}; 19.0 is one. */
    public int count(String name, int most) {
        Object value = required(name);
        BigDecimal number = switch (value) {
            case Long whole -> BigDecimal.valueOf(whole);
            case BigDecimal decimal -> decimal;
            default -> throw new Refused(WRONG_TYPE, path(name), "It must be a number.");
        };
        unless(
                number.signum() >= 0 && number.compareTo(BigDecimal.valueOf(most)) <= 0,
                UNKNOWN_VALUE,
                path(name),
                "It must be from 0 to " + most + ".");
        unless(number.stripTrailingZeros().scale() <= 0, WRONG_TYPE, path(name), "It must be a whole number.");
        return number.intValue();
    }

    /** A day, past or to come: {@code 2026-03-04}. */
    public LocalDate date(String name) {
        String text = string(name);
        if (text.length() == 10 && text.charAt(4) == '-' && text.charAt(7) == '-') {
            try {
                return LocalDate.of(year(digits(text, 0, 4)), digits(text, 5, 7), digits(text, 8, 10));
            } catch (DateTimeException noSuchDay) {
                throw badDate(name, "It is not a day of the calendar.");
            }
        }
        throw badDate(name, "It must be a date as in 2026-03-04.");
    }

    public @Nullable LocalDate optionalDate(String name) {
        return has(name) ? date(name) : null;
    }

    /** A day that has come. */
    public LocalDate pastDate(String name) {
        LocalDate date = date(name);
        setting.expect(!date.isAfter(setting.today()), FUTURE_DATE, path(name), "The day has not come yet.");
        return date;
    }

    /** A month that has begun: {@code 2026-03}. */
    public YearMonth pastMonth(String name) {
        String text = string(name);
        if (text.length() == 7 && text.charAt(4) == '-') {
            try {
                YearMonth month = YearMonth.of(year(digits(text, 0, 4)), digits(text, 5, 7));
                setting.expect(
                        !month.atDay(1).isAfter(setting.today()),
                        FUTURE_DATE,
                        path(name),
                        "The month has not begun yet.");
                return month;
            } catch (DateTimeException noSuchMonth) {
                throw badDate(name, "It is not a month of the calendar.");
            }
        }
        throw badDate(name, "It must be a month as in 2026-03.");
    }

    private Refused badDate(String name, String detail) {
        return new Refused(BAD_DATE, path(name), detail);
    }

    private static int year(int year) {
        if (year < FIRST_YEAR || year > LAST_YEAR) {
            throw new DateTimeException("out of range");
        }
        return year;
    }

    private static int digits(String text, int from, int to) {
        int number = 0;
        for (int i = from; i < to; i++) {
            char c = text.charAt(i);
            if (c < '0' || c > '9') {
                throw new DateTimeException("no digit");
            }
            number = 10 * number + c - '0';
        }
        return number;
    }

    Iin iin(String name) {
        String text = string(name);
        setting.expect(
                Iin.isValid(text), IIN_CHECK_DIGIT, path(name), "It is not 12 digits with the right check digit.");
        return new Iin(text);
    }

    @Nullable
    Iin optionalIin(String name) {
        return has(name) ? iin(name) : null;
    }

    /** A region by its code, {@code KZ-71}. */
    public String region(String name) {
        String code = string(name);
        setting.expect(
                Regions.isRegion(code), UNKNOWN_REGION, path(name), "It must be an ISO 3166-2 code as in KZ-71.");
        return code;
    }

    /** The place that the members region, district and rural of this object name. */
    Place place() {
        return new Place(region("region"), optionalText("district"), optionalFlag("rural"));
    }
}
