package org.besik.standalone;

import java.time.LocalDate;
import java.time.YearMonth;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** One made-up child: what agencies reported of it, by days before the last one, and what officers do about it. */
final class DemoStory {

    private static final JsonMapper JSON = JsonMapper.shared();

    /** Where most children live comes first, and so more often. */
    private static final List<String> REGIONS = List.of(
            "61", "79", "75", "71", "19", "31", "43", "35", "10", "33", "15", "47", "23", "11", "39", "55", "63", "27",
            "59", "62");

    private static final Map<String, String> DISTRICTS = Map.ofEntries(
            Map.entry("10", "Аягөз ауданы"),
            Map.entry("11", "Бурабай ауданы"),
            Map.entry("15", "Мұғалжар ауданы"),
            Map.entry("19", "Қарасай ауданы"),
            Map.entry("23", "Құрманғазы ауданы"),
            Map.entry("27", "Бөрлі ауданы"),
            Map.entry("31", "Қордай ауданы"),
            Map.entry("33", "Панфилов ауданы"),
            Map.entry("35", "Қарқаралы ауданы"),
            Map.entry("39", "Рудный қаласы"),
            Map.entry("43", "Арал ауданы"),
            Map.entry("47", "Бейнеу ауданы"),
            Map.entry("55", "Екібастұз қаласы"),
            Map.entry("59", "Тайынша ауданы"),
            Map.entry("61", "Сайрам ауданы"),
            Map.entry("62", "Жаңаарқа ауданы"),
            Map.entry("63", "Риддер қаласы"),
            Map.entry("71", "Сарыарқа ауданы"),
            Map.entry("75", "Алатау ауданы"),
            Map.entry("79", "Қаратау ауданы"));

    /** Of men; a daughter's ends in {@code а}. */
    private static final List<String> SURNAMES = List.of(
            "Әбенов",
            "Байжанов",
            "Ғабдуллин",
            "Досов",
            "Ермеков",
            "Жолдасов",
            "Исаев",
            "Кәрімов",
            "Қуанышев",
            "Литвинов",
            "Мырзахметов",
            "Нұрланов",
            "Оразов",
            "Петров",
            "Рахимов",
            "Сапаров",
            "Тілеубаев",
            "Усенов",
            "Хамитов",
            "Шәріпов");

    private static final List<String> GIRLS =
            List.of("Айша", "Дария", "Сезім", "Мадина", "Камила", "Інжу", "Аяла", "Софья", "Жания", "Томирис", "Раяна");
    private static final List<String> BOYS = List.of(
            "Әлихан", "Нұрислам", "Тимур", "Бекзат", "Санжар", "Арсен", "Ерасыл", "Данияр", "Марк", "Алдияр", "Ислам");
    private static final List<String> MOTHERS =
            List.of("Айнұр", "Гүлнар", "Динара", "Жанар", "Ләззат", "Мария", "Назгүл", "Перизат", "Салтанат", "Ұлжан");

    /**
     * What an officer orders about a child.
     *
     * @param path what follows {@code /v1/children/{id}}
     * @param other the story whose child it names as well; null: none
     */
    record Step(
            String officer,
            String path,
            ObjectNode body,
            @Nullable DemoStory other) {}

    private final String key;
    private final LocalDate lastDay;
    private final String region;
    private final String family;
    private final String mother;
    private final boolean girl;
    private final List<String> lines = new ArrayList<>();
    private final List<Step> steps = new ArrayList<>();

    /** A child like no other: region and name follow from the number. */
    DemoStory(int number, LocalDate lastDay) {
        this(
                number,
                lastDay,
                REGIONS.get(number % REGIONS.size()),
                SURNAMES.get((7 * number + number / 20) % SURNAMES.size()),
                MOTHERS.get(number % MOTHERS.size()),
                number % 2 == 0);
    }

    private DemoStory(int number, LocalDate lastDay, String region, String family, String mother, boolean girl) {
        this.key = "demo-" + number;
        this.lastDay = lastDay;
        this.region = region;
        this.family = family;
        this.mother = mother;
        this.girl = girl;
    }

    /** A record of its own of a child of the same mother and sex. */
    DemoStory sibling(int number) {
        return new DemoStory(number, lastDay, region, family, mother, girl);
    }

    /** What agencies reported, in the form of {@code POST /v1/facts}; all lines are about the one child. */
    List<String> lines() {
        return lines;
    }

    /** What officers do. */
    List<Step> steps() {
        return steps;
    }

    /** An agency of the child's region. */
    String at(String kind) {
        return kind + "-KZ-" + region + "-0";
    }

    private String day(int daysAgo) {
        return lastDay.minusDays(daysAgo).toString();
    }

    private static ObjectNode data() {
        return JSON.createObjectNode();
    }

    /** A fact by an agency; its day counts back from the last one. */
    DemoStory fact(String fact, String agency, int daysAgo, ObjectNode data) {
        ObjectNode line = data();
        line.put("fact", fact).put("ref", key + "-" + lines.size()).put("agency", agency);
        line.putObject("child").putObject("local").put("system", "registry").put("value", key);
        line.put("occurredOn", day(daysAgo)).set("data", data);
        lines.add(line.toString());
        return this;
    }

    DemoStory born(int daysAgo) {
        int number = lastDay.minusDays(daysAgo).getDayOfYear() + daysAgo;
        return born(daysAgo, girl ? family + "а" : family, (girl ? GIRLS : BOYS).get(number % GIRLS.size()));
    }

    DemoStory born(int daysAgo, String surname, String given) {
        ObjectNode data = newborn(daysAgo, surname, given);
        data.putObject("mother")
                .put("surname", family + "а")
                .put("given", mother)
                .put(
                        "birthDate",
                        lastDay.minusYears(33)
                                .minusDays(MOTHERS.indexOf(mother))
                                .toString());
        return fact("birth", "registry", daysAgo, data);
    }

    /** Registered late, when nobody found the record that was there, under a name as somebody else spells it. */
    DemoStory registeredAgain(int daysAgo, int bornDaysAgo, String surname, String given) {
        return fact(
                "registration",
                "registry",
                daysAgo,
                newborn(bornDaysAgo, surname, given).put("reason", "LATE"));
    }

    private ObjectNode newborn(int bornDaysAgo, String surname, String given) {
        ObjectNode data = data().put("region", "KZ-" + region).put("district", DISTRICTS.get(region));
        data.putObject("person")
                .put("surname", surname)
                .put("given", given)
                .put("sex", girl ? "F" : "M")
                .put("birthDate", day(bornDaysAgo));
        return data;
    }

    DemoStory died(int daysAgo) {
        return fact("death", "registry", daysAgo, data());
    }

    DemoStory guardian(String name, String relation, int daysAgo) {
        return fact(
                "guardian",
                at("social"),
                daysAgo,
                data().put("name", name).put("relation", relation).put("from", day(daysAgo)));
    }

    DemoStory placed(String kind, String institution, int daysAgo) {
        return fact("placement", institution, daysAgo, data().put("kind", kind).put("institution", institution));
    }

    DemoStory placementEnded(String kind, String institution, int daysAgo) {
        return fact(
                "placement-end", institution, daysAgo, data().put("kind", kind).put("institution", institution));
    }

    DemoStory seen(String kind, int daysAgo) {
        return contact(at(kind), kind, "SEEN", daysAgo);
    }

    /** Seen again and again, from a day on until another. */
    DemoStory visits(String kind, int fromDaysAgo, int untilDaysAgo, int every) {
        for (int ago = fromDaysAgo; ago >= untilDaysAgo; ago -= every) {
            seen(kind, ago);
        }
        return this;
    }

    DemoStory contact(String agency, String kind, String strength, int daysAgo) {
        String service = switch (kind) {
            case "school", "kindergarten" -> "EDUCATION";
            case "social" -> "SOCIAL";
            default -> "HEALTH";
        };
        String what = strength.equals("SEEN") ? "visit" : "call";
        return fact(
                "contact",
                agency,
                daysAgo,
                data().put("service", service).put("strength", strength).put("kind", what));
    }

    DemoStory enrolled(String kind, String level, int daysAgo) {
        return enrolledAt(at(kind), level, daysAgo);
    }

    DemoStory enrolledAt(String institution, String level, int daysAgo) {
        return fact(
                "enrolment",
                institution,
                daysAgo,
                data().put("institution", institution).put("level", level).put("from", day(daysAgo)));
    }

    DemoStory left(String kind, String reason, int daysAgo) {
        return fact(
                "enrolment-end",
                at(kind),
                daysAgo,
                data().put("institution", at(kind)).put("reason", reason));
    }

    /** A month of the roll, so many whole months back. */
    DemoStory month(String kind, int monthsAgo, int present) {
        YearMonth month = YearMonth.from(lastDay).minusMonths(monthsAgo);
        return fact(
                "attendance",
                at(kind),
                (int) ChronoUnit.DAYS.between(month.atEndOfMonth(), lastDay),
                data().put("institution", at(kind))
                        .put("month", month.toString())
                        .put("daysPresent", present)
                        .put("daysAbsent", 20 - present));
    }

    /** Months of the roll on which the child was always there. */
    DemoStory months(String kind, int firstMonthsAgo, int lastMonthsAgo) {
        for (int ago = firstMonthsAgo; ago >= lastMonthsAgo; ago--) {
            month(kind, ago, 17 + ago % 4);
        }
        return this;
    }

    DemoStory moved(String to, int daysAgo, int expectedInDays) {
        ObjectNode data = data();
        data.putObject("from").put("region", "KZ-" + region).put("district", DISTRICTS.get(region));
        data.putObject("to").put("region", to);
        return fact("relocation", at("clinic"), daysAgo, data.put("expectedBy", day(daysAgo - expectedInDays)));
    }

    DemoStory arrived(int daysAgo) {
        ObjectNode data = data();
        data.putObject("to").put("region", "KZ-" + region).put("district", DISTRICTS.get(region));
        return fact("arrival", at("clinic"), daysAgo, data);
    }

    /** A handoff; its answer is due on a day counted back from the last one, so below zero it is still to come. */
    DemoStory offered(String from, String to, String service, int daysAgo, int dueDaysAgo) {
        return fact(
                "handoff",
                from,
                daysAgo,
                data().put("to", to)
                        .put("service", service)
                        .put("dueBy", day(dueDaysAgo))
                        .put("reason", "переезд семьи"));
    }

    /** The receiver takes over what was offered last. */
    DemoStory accepted(String by, int daysAgo) {
        return fact("handoff-acceptance", by, daysAgo, data().put("handoff", key + "-" + (lines.size() - 1)));
    }

    DemoStory supported(String category, int daysAgo) {
        return fact("support-category", at("social"), daysAgo, data().put("category", category));
    }

    private DemoStory step(String officer, String path, ObjectNode body, @Nullable DemoStory other) {
        steps.add(new Step(officer, path, body.put("ref", key + "-step-" + steps.size()), other));
        return this;
    }

    DemoStory searched(String officer, String why) {
        return step(officer, "/case", data().put("reason", why), null);
    }

    DemoStory givenTo(String officer) {
        return step(officer, "/case/assignment", data().put("assignee", officer), null);
    }

    DemoStory tried(String officer, int daysAgo, String method, String result) {
        return step(
                officer,
                "/case/attempts",
                data().put("occurredOn", day(daysAgo)).put("method", method).put("result", result),
                null);
    }

    DemoStory noted(String officer, String note) {
        return step(officer, "/case/notes", data().put("note", note), null);
    }

    DemoStory passedUp(String officer, String why) {
        return step(officer, "/case/escalation", data().put("reason", why), null);
    }

    DemoStory found(String officer, String outcome) {
        return step(officer, "/case/location", data().put("outcome", outcome), null);
    }

    DemoStory closed(String officer, String outcome) {
        return step(officer, "/case/closure", data().put("outcome", outcome), null);
    }

    DemoStory joinedWith(DemoStory other, String officer, String why) {
        return step(officer, "/merge", data().put("reason", why), other);
    }
}
