package org.besik.query.web;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import org.besik.events.rules.Band;
import org.besik.events.rules.DayCount;
import org.besik.events.rules.Overrides;
import org.besik.events.rules.SingleSource;
import org.besik.events.rules.Threshold;
import org.besik.events.rules.Thresholds;
import org.besik.events.schooling.Form;
import org.besik.events.schooling.Level;
import org.jspecify.annotations.Nullable;
import org.springframework.util.MultiValueMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What stands in the fields of the rules page, right or wrong: what holds, or what somebody entered. What is no number goes
 * on as it is, so that whoever checks rules refuses it and names the field. Pure.
 *
 * @param bands of silence; the first that fits a child counts
 * @param source fromYears, stayMonths, contactMonths
 */
public record RulesEntry(List<Clock> clocks, String newbornDays, List<BandRow> bands, List<String> source) {

    /** The member of the bands of silence. */
    static final String SILENT = "silent";

    static final String NEWBORN_DAYS = "newbornDays";
    static final String SINGLE_SOURCE = "singleSource";
    static final List<String> SOURCE = List.of("fromYears", "stayMonths", "contactMonths");

    private static final String ROWS = "bands";
    private static final String YEARS = "YEARS";
    private static final String DAYS = "DAYS";
    private static final JsonMapper JSON = new JsonMapper();

    /** A reason with one threshold, and where it stands. */
    private record Single(
            String path,
            String reason,
            Function<Thresholds, Threshold> of,
            Function<Overrides, @Nullable Threshold> own) {}

    private static final List<Single> SINGLES = List.of(
            new Single("newbornUnseen", "NEWBORN_UNSEEN", Thresholds::newbornUnseen, Overrides::newbornUnseen),
            new Single("notInEducation", "NOT_IN_EDUCATION", Thresholds::notInEducation, Overrides::notInEducation),
            new Single("lostInTransit", "LOST_IN_TRANSIT", Thresholds::lostInTransit, Overrides::lostInTransit),
            new Single("handoffPending", "HANDOFF_PENDING", Thresholds::handoffPending, Overrides::handoffPending),
            new Single("unregistered", "UNREGISTERED", Thresholds::unregistered, Overrides::unregistered));

    /**
     * One threshold.
     *
     * @param path of its member, {@code handoffPending}
     */
    public record Clock(String path, String reason, String warn, String flag, DayCount unit, DayCount warnUnit) {

        private ObjectNode json() {
            ObjectNode json = JSON.createObjectNode();
            put(json, "warn", warn);
            put(json, "flag", flag);
            json.put("unit", unit.name());
            return warnUnit == unit ? json : json.put("warnUnit", warnUnit.name());
        }
    }

    /**
     * One band of silence.
     *
     * @param level empty: any
     * @param from empty: from birth
     * @param fromUnit {@code DAYS} or {@code YEARS}
     * @param toYears empty: no end
     * @param forms empty: any
     */
    public record BandRow(
            String level,
            String from,
            String fromUnit,
            String toYears,
            List<String> forms,
            String warn,
            String flag,
            String unit) {

        static final BandRow BLANK = new BandRow("", "", YEARS, "", List.of(), "", "", DAYS);

        static BandRow of(Band band) {
            Integer days = band.fromDays();
            Level level = band.level();
            List<Form> forms = band.forms();
            return new BandRow(
                    level == null ? "" : level.name(),
                    text(days == null ? band.fromYears() : days),
                    days == null ? YEARS : DAYS,
                    text(band.toYears()),
                    forms == null ? List.of() : forms.stream().map(Form::name).toList(),
                    text(band.warn()),
                    text(band.flag()),
                    band.unit().name());
        }

        private ObjectNode json() {
            ObjectNode json = JSON.createObjectNode();
            putUnlessEmpty(json, "level", level);
            putUnlessEmpty(json, fromUnit.equals(DAYS) ? "fromDays" : "fromYears", from);
            putUnlessEmpty(json, "toYears", toYears);
            if (!forms.isEmpty()) {
                ArrayNode list = json.putArray("forms");
                forms.forEach(list::add);
            }
            put(json, "warn", warn);
            put(json, "flag", flag);
            return json.put("unit", unit);
        }
    }

    /** What holds. */
    static RulesEntry of(Thresholds thresholds) {
        var clocks = new ArrayList<Clock>();
        for (Single single : SINGLES) {
            Threshold one = single.of().apply(thresholds);
            clocks.add(new Clock(
                    single.path(), single.reason(), text(one.warn()), text(one.flag()), one.unit(), one.unit(true)));
        }
        SingleSource source = thresholds.singleSource();
        return new RulesEntry(
                clocks,
                text(thresholds.newbornDays()),
                thresholds.silent().stream().map(BandRow::of).toList(),
                List.of(text(source.fromYears()), text(source.stayMonths()), text(source.contactMonths())));
    }

    /** What was entered where this stood; what a form does not have stays. */
    RulesEntry with(MultiValueMap<String, String> form) {
        List<String> rows = form.getOrDefault(ROWS, List.of());
        return new RulesEntry(
                clocks.stream()
                        .map(clock -> new Clock(
                                clock.path(),
                                clock.reason(),
                                entered(form, clock.path() + ".warn", clock.warn()),
                                entered(form, clock.path() + ".flag", clock.flag()),
                                clock.unit(),
                                clock.warnUnit()))
                        .toList(),
                entered(form, NEWBORN_DAYS, newbornDays),
                rows.isEmpty()
                        ? bands
                        : rows.stream().map(row -> row(form, row)).toList(),
                SOURCE.stream()
                        .map(name -> entered(form, SINGLE_SOURCE + "." + name, source.get(SOURCE.indexOf(name))))
                        .toList());
    }

    private static BandRow row(MultiValueMap<String, String> form, String number) {
        String at = SILENT + "." + number + ".";
        return new BandRow(
                entered(form, at + "level", ""),
                entered(form, at + "from", ""),
                entered(form, at + "fromUnit", YEARS),
                entered(form, at + "toYears", ""),
                form.getOrDefault(at + "forms", List.of()),
                entered(form, at + "warn", ""),
                entered(form, at + "flag", ""),
                entered(form, at + "unit", DAYS));
    }

    /** With an empty band before all others: what is special comes before what is general. */
    RulesEntry withBand() {
        var more = new ArrayList<BandRow>();
        more.add(BandRow.BLANK);
        more.addAll(bands);
        return new RulesEntry(clocks, newbornDays, more, source);
    }

    /** Without the band at a place; out of range: as it is. */
    RulesEntry withoutBand(int place) {
        var fewer = new ArrayList<>(bands);
        if (place >= 0 && place < fewer.size()) {
            fewer.remove(place);
        }
        return new RulesEntry(clocks, newbornDays, fewer, source);
    }

    /** The members in which this differs from what stood there before. */
    ObjectNode difference(RulesEntry before) {
        ObjectNode mine = json();
        ObjectNode theirs = before.json();
        ObjectNode difference = JSON.createObjectNode();
        mine.properties().forEach(member -> {
            if (!Objects.equals(member.getValue(), theirs.get(member.getKey()))) {
                difference.set(member.getKey(), member.getValue());
            }
        });
        return difference;
    }

    private ObjectNode json() {
        ObjectNode json = JSON.createObjectNode();
        clocks.forEach(clock -> json.set(clock.path(), clock.json()));
        put(json, NEWBORN_DAYS, newbornDays);
        ArrayNode list = json.putArray(SILENT);
        bands.forEach(band -> list.add(band.json()));
        ObjectNode alone = json.putObject(SINGLE_SOURCE);
        for (int i = 0; i < SOURCE.size(); i++) {
            put(alone, SOURCE.get(i), source.get(i));
        }
        return json;
    }

    /** The members that a region has of its own. */
    static Set<String> ownMembers(@Nullable Overrides own) {
        var names = new LinkedHashSet<String>();
        if (own != null) {
            for (Single single : SINGLES) {
                if (single.own().apply(own) != null) {
                    names.add(single.path());
                }
            }
            if (own.newbornDays() != null) {
                names.add(NEWBORN_DAYS);
            }
            if (own.silent() != null) {
                names.add(SILENT);
            }
            if (own.singleSource() != null) {
                names.add(SINGLE_SOURCE);
            }
        }
        return names;
    }

    private static String entered(MultiValueMap<String, String> form, String name, String unless) {
        String value = form.getFirst(name);
        return value == null ? unless : value.strip();
    }

    private static String text(@Nullable Integer number) {
        return number == null ? "" : number.toString();
    }

    private static void putUnlessEmpty(ObjectNode json, String name, String value) {
        if (!value.isEmpty()) {
            put(json, name, value);
        }
    }

    private static void put(ObjectNode json, String name, String value) {
        JsonNode node = value.matches("\\d{1,9}")
                ? JSON.getNodeFactory().numberNode(Integer.parseInt(value))
                : JSON.getNodeFactory().stringNode(value);
        json.set(name, node);
    }
}
