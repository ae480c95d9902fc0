package org.besik.events.rules;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeType;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import org.besik.events.Regions;
import org.besik.events.schooling.Form;
import org.besik.events.schooling.Level;
import org.jspecify.annotations.Nullable;

/**
 * A request about rules, read as strictly as a fact: who puts rules in force and who only asks what they would do write the
 * same. A null member counts as absent, but among a region's own, where it means that the nation's holds.
 */
public final class RulesForm {

    private static final int LONGEST_SENTENCE = 2_000;
    private static final int LONGEST_TEXT = 255;

    /** Longer than a childhood, in days. */
    private static final int MOST = 7_000;

    private static final int FIRST_YEAR = 1900;
    private static final int LAST_YEAR = 2199;
    private static final int DEEPEST = 16;

    private static final List<String> THRESHOLDS = List.of(
            "newbornUnseen",
            "newbornDays",
            "silent",
            "notInEducation",
            "lostInTransit",
            "handoffPending",
            "unregistered",
            "singleSource");

    private static final ObjectReader JSON = JsonMapper.builder(new com.fasterxml.jackson.core.JsonFactoryBuilder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(DEEPEST)
                            .build())
                    .build())
            .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build()
            .readerFor(JsonNode.class);

    private final JsonNode said;

    private RulesForm(JsonNode said) {
        this.said = said;
    }

    /**
     * Reads a request.
     *
     * @param more the members it may have besides {@code from}, {@code thresholds} and {@code regions}
     * @throws WrongRules if it is no JSON object or has other members
     */
    public static RulesForm read(byte[] json, String... more) {
        JsonNode said;
        try {
            said = JSON.readValue(json);
        } catch (JsonProcessingException wrong) {
            // The parser's own message quotes the text: only the place is told
            throw new WrongRules(
                    Fault.MALFORMED_JSON,
                    null,
                    "The text is not JSON, or a member stands twice, at line "
                            + wrong.getLocation().getLineNr() + ", column "
                            + wrong.getLocation().getColumnNr() + ".");
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        if (said == null || !said.isObject()) {
            throw new WrongRules(Fault.WRONG_TYPE, null, "It must be an object.");
        }
        var members = new ArrayList<>(List.of("from", "thresholds", "regions"));
        members.addAll(List.of(more));
        only(said, "", members);
        return new RulesForm(said);
    }

    /**
     * What is to be other than it is.
     *
     * @param unlessSaid its first day, if none is said; null: one must be said
     * @throws WrongRules if a member is missing, of the wrong type or cannot be
     */
    public RulesChange change(@Nullable LocalDate unlessSaid) {
        LocalDate from = unlessSaid != null && !has(said, "from") ? unlessSaid : day(said, "from", "from");
        Overrides national = has(said, "thresholds")
                ? thresholds(object(said, "thresholds", "thresholds"), "thresholds")
                : Overrides.NONE;
        var regions = new TreeMap<String, RulesChange.Regional>();
        if (has(said, "regions")) {
            JsonNode own = object(said, "regions", "regions");
            own.properties().forEach(region -> {
                String path = "regions." + shown(region.getKey());
                WrongRules.unless(
                        Regions.isRegion(region.getKey()),
                        Fault.UNKNOWN_REGION,
                        path,
                        "It must be an ISO 3166-2 code as in KZ-71.");
                regions.put(region.getKey(), regional(region.getValue(), path));
            });
        }
        return new RulesChange(from, national, regions);
    }

    private static RulesChange.Regional regional(JsonNode own, String path) {
        if (own.isNull()) {
            return RulesChange.Regional.NOTHING;
        }
        WrongRules.unless(own.isObject(), Fault.WRONG_TYPE, path, "It must be an object, or null.");
        var cleared = new HashSet<String>();
        own.properties().forEach(member -> {
            if (member.getValue().isNull()) {
                cleared.add(member.getKey());
            }
        });
        return new RulesChange.Regional(false, thresholds(own, path), Set.copyOf(cleared));
    }

    private static Overrides thresholds(JsonNode of, String path) {
        only(of, path, THRESHOLDS);
        return new Overrides(
                threshold(of, "newbornUnseen", path),
                has(of, "newbornDays") ? number(of, "newbornDays", path) : null,
                has(of, "silent") ? bands(of.get("silent"), path + ".silent") : null,
                threshold(of, "notInEducation", path),
                threshold(of, "lostInTransit", path),
                threshold(of, "handoffPending", path),
                threshold(of, "unregistered", path),
                has(of, "singleSource")
                        ? singleSource(object(of, "singleSource", path + ".singleSource"), path + ".singleSource")
                        : null);
    }

    private static @Nullable Threshold threshold(JsonNode of, String name, String parent) {
        if (!has(of, name)) {
            return null;
        }
        String path = parent + "." + name;
        JsonNode one = object(of, name, path);
        only(one, path, List.of("warn", "flag", "unit", "warnUnit"));
        return new Threshold(
                number(one, "warn", path),
                number(one, "flag", path),
                word(one, "unit", path, DayCount.class),
                has(one, "warnUnit") ? word(one, "warnUnit", path, DayCount.class) : null);
    }

    private static List<Band> bands(JsonNode list, String path) {
        WrongRules.unless(list.isArray(), Fault.WRONG_TYPE, path, "It must be a list of bands.");
        var bands = new ArrayList<Band>();
        for (int i = 0; i < list.size(); i++) {
            String at = path + "[" + i + "]";
            JsonNode one = list.get(i);
            WrongRules.unless(one.isObject(), Fault.WRONG_TYPE, at, "It must be an object.");
            only(one, at, List.of("level", "fromDays", "fromYears", "toYears", "forms", "warn", "flag", "unit"));
            bands.add(new Band(
                    has(one, "level") ? word(one, "level", at, Level.class) : null,
                    has(one, "fromDays") ? number(one, "fromDays", at) : null,
                    has(one, "fromYears") ? number(one, "fromYears", at) : null,
                    has(one, "toYears") ? number(one, "toYears", at) : null,
                    has(one, "forms") ? forms(one.get("forms"), at + ".forms") : null,
                    number(one, "warn", at),
                    number(one, "flag", at),
                    word(one, "unit", at, DayCount.class)));
        }
        return bands;
    }

    private static List<Form> forms(JsonNode list, String path) {
        WrongRules.unless(list.isArray(), Fault.WRONG_TYPE, path, "It must be a list of forms.");
        var forms = new ArrayList<Form>();
        for (int i = 0; i < list.size(); i++) {
            forms.add(word(list.get(i), path + "[" + i + "]", Form.class));
        }
        return forms;
    }

    private static SingleSource singleSource(JsonNode of, String path) {
        only(of, path, List.of("fromYears", "stayMonths", "contactMonths"));
        return new SingleSource(
                number(of, "fromYears", path), number(of, "stayMonths", path), number(of, "contactMonths", path));
    }

    /** Some sentences that must be said. */
    public String sentence(String name) {
        return text(name, LONGEST_SENTENCE);
    }

    /** A line; null: it is not said. */
    public @Nullable String optionalText(String name) {
        return has(said, name) ? text(name, LONGEST_TEXT) : null;
    }

    private String text(String name, int longest) {
        JsonNode value = required(said, name, name);
        WrongRules.unless(value.isTextual(), Fault.WRONG_TYPE, name, "It must be a string.");
        String text = value.textValue();
        WrongRules.unless(!text.isBlank(), Fault.UNKNOWN_VALUE, name, "It must not be blank.");
        WrongRules.unless(
                text.length() <= longest, Fault.UNKNOWN_VALUE, name, "It is longer than " + longest + " characters.");
        return text;
    }

    /**
     * Some days, each once; empty: none is said.
     *
     * @param most no more may be said
     */
    public List<LocalDate> days(String name, int most) {
        if (!has(said, name)) {
            return List.of();
        }
        JsonNode list = said.get(name);
        WrongRules.unless(list.isArray(), Fault.WRONG_TYPE, name, "It must be a list of days.");
        WrongRules.unless(list.size() <= most, Fault.UNKNOWN_VALUE, name, "It must be at most " + most + " days.");
        var days = new ArrayList<LocalDate>();
        for (int i = 0; i < list.size(); i++) {
            days.add(day(list.get(i), name + "[" + i + "]"));
        }
        return days.stream().distinct().sorted().toList();
    }

    private static void only(JsonNode of, String path, List<String> names) {
        of.fieldNames()
                .forEachRemaining(name -> WrongRules.unless(
                        names.contains(name),
                        Fault.UNKNOWN_FIELD,
                        path.isEmpty() ? shown(name) : path + "." + shown(name),
                        "There is no such member here."));
    }

    /** A name that nobody would choose is cut. */
    private static String shown(String name) {
        return name.length() > 60 ? name.substring(0, 60) + "…" : name;
    }

    private static boolean has(JsonNode of, String name) {
        return of.hasNonNull(name);
    }

    private static JsonNode required(JsonNode of, String name, String path) {
        JsonNode value = of.get(name);
        if (value == null || value.isNull()) {
            throw new WrongRules(Fault.MISSING_FIELD, path, "It is required.");
        }
        return value;
    }

    private static JsonNode object(JsonNode of, String name, String path) {
        JsonNode value = required(of, name, path);
        WrongRules.unless(value.isObject(), Fault.WRONG_TYPE, path, "It must be an object.");
        return value;
    }

    private static int number(JsonNode of, String name, String parent) {
        String path = parent + "." + name;
        JsonNode value = required(of, name, path);
        WrongRules.unless(value.getNodeType() == JsonNodeType.NUMBER, Fault.WRONG_TYPE, path, "It must be a number.");
        double number = value.doubleValue();
        WrongRules.unless(
                number >= 0 && number <= MOST, Fault.UNKNOWN_VALUE, path, "It must be from 0 to " + MOST + ".");
        WrongRules.unless(number == Math.rint(number), Fault.WRONG_TYPE, path, "It must be a whole number.");
        return (int) number;
    }

    private static <E extends Enum<E>> E word(JsonNode of, String name, String parent, Class<E> list) {
        String path = parent + "." + name;
        return word(required(of, name, path), path, list);
    }

    private static <E extends Enum<E>> E word(JsonNode value, String path, Class<E> list) {
        WrongRules.unless(value.isTextual(), Fault.WRONG_TYPE, path, "It must be a string.");
        for (E word : list.getEnumConstants()) {
            if (word.name().equals(value.textValue())) {
                return word;
            }
        }
        throw new WrongRules(
                Fault.UNKNOWN_VALUE, path, "It must be one of " + Arrays.toString(list.getEnumConstants()) + ".");
    }

    private static LocalDate day(JsonNode of, String name, String path) {
        return day(required(of, name, path), path);
    }

    private static LocalDate day(JsonNode value, String path) {
        WrongRules.unless(value.isTextual(), Fault.WRONG_TYPE, path, "It must be a string.");
        try {
            LocalDate day = LocalDate.parse(value.textValue());
            if (day.getYear() >= FIRST_YEAR && day.getYear() <= LAST_YEAR) {
                return day;
            }
        } catch (DateTimeException noSuchDay) {
            // Refused below, in the same words
        }
        throw new WrongRules(Fault.BAD_DATE, path, "It must be a date as in 2026-03-04.");
    }
}
