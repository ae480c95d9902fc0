package org.besik.standalone.openapi;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.besik.events.Service;
import org.besik.events.Sex;
import org.besik.events.circumstances.PlacementKind;
import org.besik.events.circumstances.SupportCategory;
import org.besik.events.contact.Strength;
import org.besik.events.registration.RegistrationReason;
import org.besik.events.schooling.EndReason;
import org.besik.events.schooling.Form;
import org.besik.events.schooling.Level;

/**
 * One example per kind of fact, with every member it may have. The schemas are made from these, and a test sends each
 * of them through the door, so the description cannot say what the door does not take.
 */
final class FactExamples {

    private static final String PERSON = """
            {"surname": "Ахметова", "given": "Ару", "patronymic": "Ерланқызы", "sex": "F", "birthDate": "2024-01-15", "script": "Cyrl"}\
            """;

    private static final String MOTHER = """
            {"surname": "Ахметова", "given": "Айгүл", "patronymic": "Сериковна", "birthDate": "1996-05-02", "iin": "960502450010"}\
            """;

    private static final String BIRTH = """
            "person": %s, "iin": "240115600013", "mother": %s, "region": "KZ-71", "district": "Есіл", "rural": false, \
            "facility": "maternity-KZ-71-1", "local": {"system": "registry", "value": "B-1-0000350"}\
            """.formatted(PERSON, MOTHER);

    /** The facts, in the order in which a life has them. */
    static final List<FactExample> ALL = List.of(
            fact("birth", "A child was born. From an agency that is no registry it is a notice.")
                    .needs("person", "region")
                    .oneOf("sex", Sex.values())
                    .data("{" + BIRTH + "}"),
            fact("registration", "A child is registered otherwise than by its birth.")
                    .needs("person", "region", "reason")
                    .oneOf("sex", Sex.values())
                    .oneOf("reason", RegistrationReason.values())
                    .data("{" + BIRTH + ", \"reason\": \"LATE\"}"),
            fact("national-id", "The child got its IIN.").needs("iin").data("{\"iin\": \"240115600013\"}"),
            fact(
                            "identity-correction",
                            "An earlier birth, registration or correction was wrong. Absent: unchanged; null: removed.")
                    .needs("person", "corrects")
                    .oneOf("sex", Sex.values())
                    .data("{\"person\": " + PERSON + ", \"corrects\": \"6f1f1d0e-5a57-4f0c-9b0e-0b8f5c8f2f11\"}"),
            fact("contact", "Somebody saw the child or heard of it.")
                    .needs("service", "strength", "kind")
                    .oneOf("service", Service.values())
                    .oneOf("strength", Strength.values())
                    .data("{\"service\": \"HEALTH\", \"strength\": \"SEEN\", \"kind\": \"home-visit\"}"),
            fact(
                            "contact-retraction",
                            "A contact did not take place. Names its event id, or the agency's own reference.")
                    .needs("retracts")
                    .data("{\"retracts\": \"visit-2026-000123\", \"reason\": \"wrong child\"}"),
            fact("relocation", "The family moves.")
                    .needs("from", "to")
                    .data(
                            "{\"from\": {\"region\": \"KZ-71\", \"district\": \"Есіл\"}, \"to\": {\"region\": \"KZ-75\"}, \"expectedBy\": \"2026-04-01\"}"),
            fact("arrival", "The child arrived; a declared departure is not needed.")
                    .needs("to")
                    .data(
                            "{\"to\": {\"region\": \"KZ-75\", \"district\": \"Алатау\", \"rural\": false}, \"from\": {\"region\": \"KZ-71\"}}"),
            fact(
                            "relocation-cancellation",
                            "A declared move is off: by reference or event id, else the latest open one.")
                    .data("{\"relocation\": \"move-17\"}"),
            fact("temporary-stay", "The child stays elsewhere for a while.")
                    .needs("region", "until")
                    .data("{\"region\": \"KZ-63\", \"until\": \"2026-05-31\"}"),
            fact("departure-abroad", "The child left the country.")
                    .needs("country")
                    .data("{\"country\": \"DE\"}"),
            fact("return", "The child came back.").needs("country").data("{\"country\": \"DE\"}"),
            fact("waitlist", "The child queues for a place.")
                    .needs("level")
                    .oneOf("level", "SCHOOL", Level.values())
                    .data("{\"institution\": \"kindergarten-12\", \"level\": \"PRESCHOOL\", \"outcome\": \"queued\"}"),
            fact("waitlist-end", "It left the queue.")
                    .needs("level")
                    .oneOf("level", "SCHOOL", Level.values())
                    .data("{\"institution\": \"kindergarten-12\", \"level\": \"PRESCHOOL\", \"outcome\": \"placed\"}"),
            fact("enrolment", "The child has a place from a day on.")
                    .needs("institution", "level", "from")
                    .oneOf("level", Level.values())
                    .oneOf("form", Form.values())
                    .data(
                            "{\"institution\": \"school-KZ-71-3\", \"level\": \"PRIMARY\", \"form\": \"DAY\", \"from\": \"2026-09-01\"}"),
            fact("attendance", "A month's presence.")
                    .needs("institution", "month", "daysPresent", "daysAbsent")
                    .data(
                            "{\"institution\": \"school-KZ-71-3\", \"month\": \"2026-02\", \"daysPresent\": 19, \"daysAbsent\": 1}"),
            fact("enrolment-end", "The place ended.")
                    .needs("institution", "reason")
                    .oneOf("reason", EndReason.values())
                    .data(
                            "{\"institution\": \"school-KZ-71-3\", \"reason\": \"MOVED\", \"destination\": \"school-KZ-75-1\"}"),
            fact("handoff", "The case is offered to another agency; the answer carries handoffId.")
                    .needs("to", "service")
                    .oneOf("service", Service.values())
                    .data(
                            "{\"to\": \"social-KZ-71\", \"service\": \"SOCIAL\", \"dueBy\": \"2026-03-20\", \"reason\": \"support\"}"),
            answer("handoff-acceptance", "The receiver takes the child over."),
            answer("handoff-decline", "The receiver does not."),
            answer("handoff-completion", "The receiver has done the work."),
            answer("handoff-cancellation", "A party calls the handoff off."),
            fact("guardian", "Somebody is responsible for the child.")
                    .needs("name", "relation", "from")
                    .data("{\"name\": \"Ахметова Айгүл\", \"relation\": \"mother\", \"from\": \"2024-01-15\"}"),
            fact("support-category", "The child is owed more attention.")
                    .needs("category")
                    .oneOf("category", SupportCategory.values())
                    .data("{\"category\": \"LARGE_FAMILY\"}"),
            fact("support-category-end", "It no longer is.")
                    .needs("category")
                    .oneOf("category", SupportCategory.values())
                    .data("{\"category\": \"LARGE_FAMILY\"}"),
            fact("placement", "The child lives elsewhere than with its family.")
                    .needs("kind")
                    .oneOf("kind", PlacementKind.values())
                    .data("{\"kind\": \"FOSTER\", \"institution\": \"foster-KZ-71\"}"),
            fact("placement-end", "The placement ended.")
                    .needs("kind")
                    .oneOf("kind", PlacementKind.values())
                    .data("{\"kind\": \"FOSTER\", \"institution\": \"foster-KZ-71\"}"),
            fact("death", "The child died on occurredOn.").data("{}"));

    private FactExamples() {}

    private static FactExample answer(String kind, String meaning) {
        return fact(kind, meaning + " Names the handoffId, or the handoff's reference.")
                .needs("handoff")
                .data("{\"handoff\": \"6f1f1d0e-5a57-4f0c-9b0e-0b8f5c8f2f11\", \"reason\": \"agreed by telephone\"}");
    }

    private static FactExample fact(String kind, String meaning) {
        return new FactExample(kind, meaning, List.of(), Map.of(), "{}");
    }

    /**
     * One kind of fact.
     *
     * @param needed the members of data that are required
     * @param lists members, at any depth, that take one of some words
     * @param json the data, with every member
     */
    record FactExample(String kind, String meaning, List<String> needed, Map<String, List<String>> lists, String json) {

        FactExample needs(String... members) {
            return new FactExample(kind, meaning, List.of(members), lists, json);
        }

        FactExample oneOf(String member, Enum<?>... words) {
            return with(member, Arrays.stream(words).map(Enum::name).toList());
        }

        FactExample oneOf(String member, String first, Enum<?>... words) {
            return with(
                    member,
                    Stream.concat(Stream.of(first), Arrays.stream(words).map(Enum::name))
                            .toList());
        }

        private FactExample with(String member, List<String> words) {
            var more = new HashMap<>(lists);
            more.put(member, words);
            return new FactExample(kind, meaning, needed, Map.copyOf(more), json);
        }

        FactExample data(String text) {
            return new FactExample(kind, meaning, needed, lists, text);
        }

        /** The whole fact. */
        String fact() {
            return """
                    {"fact": "%s", "ref": "%s-000123", "child": {"iin": "240115600013"}, "occurredOn": "2026-03-04", "data": %s}""".formatted(kind, kind, json);
        }
    }
}
