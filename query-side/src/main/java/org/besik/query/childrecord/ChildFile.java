package org.besik.query.childrecord;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A child's record on a day, as {@code GET /v1/children/{id}} answers it and the child's page shows it.
 *
 * @param id the surviving record's id
 * @param formerIds ids of records joined to it; they stay valid
 * @param registered by the registry; otherwise the record rests on other agencies' word
 * @param open whether the child can be on a list: not dead, not abroad, not of age
 * @param person null: not said, or erased
 * @param iin the number that shows; null: none
 * @param region ISO 3166-2 code or {@code unknown}
 * @param ageMonths completed months on the day; null: birth date not known
 * @param lastContact the last contact of any strength; null: none
 * @param lastSeen the last contact in person; null: none
 * @param mother as last stated; null: not said
 * @param guardians who answers for the child, in the order in which they were assigned
 * @param categories of support that hold
 * @param cases searches for the child, in the order in which they were opened
 * @param reasons why the child is untracked on the day; empty: it is not
 * @param severity of the reasons together; null: none
 * @param daysOverdue the largest over the reasons; 0: none
 * @param asOf the day
 */
public record ChildFile(
        String id,
        List<String> formerIds,
        boolean registered,
        boolean open,
        @Nullable PersonOnFile person,
        @Nullable String iin,
        List<LocalIdOnFile> localIds,
        String region,
        @Nullable String district,
        @Nullable Integer ageMonths,
        @Nullable LastContact lastContact,
        @Nullable LastContact lastSeen,
        @Nullable RelativeOnFile mother,
        List<GuardianOnFile> guardians,
        List<String> categories,
        List<Enrolment> enrolments,
        List<Relocation> relocations,
        List<Handoff> handoffs,
        List<Contradiction> contradictions,
        List<Case> cases,
        List<Reason> reasons,
        @Nullable String severity,
        int daysOverdue,
        LocalDate asOf) {

    /** Who the child is, as the latest paper says. */
    public record PersonOnFile(
            @Nullable String surname,
            @Nullable String given,
            @Nullable String patronymic,
            @Nullable String sex,
            @Nullable LocalDate birthDate) {

        /** The names in one line, surname first; empty if there are none. */
        public String fullName() {
            var names = new StringBuilder();
            for (String name : new @Nullable String[] {surname, given, patronymic}) {
                if (name != null && !name.isBlank()) {
                    names.append(names.isEmpty() ? "" : " ").append(name.strip());
                }
            }
            return names.toString();
        }

        @Override
        public String toString() {
            return "PersonOnFile[sealed]";
        }
    }

    /** A number in some register. */
    public record LocalIdOnFile(String system, String value) {
        @Override
        public String toString() {
            return "LocalIdOnFile[sealed]";
        }
    }

    /** A mother or a guardian. */
    public record RelativeOnFile(
            @Nullable String name, @Nullable LocalDate birthDate) {
        @Override
        public String toString() {
            return "RelativeOnFile[sealed]";
        }
    }

    /**
     * Somebody who answers for the child.
     *
     * @param who null: not said, or erased
     */
    public record GuardianOnFile(@Nullable RelativeOnFile who, String relation, LocalDate from) {}

    /** Somebody was in contact with the child. */
    public record LastContact(
            LocalDate occurredOn, String agency, @Nullable String service, String strength) {}

    /**
     * A place in a kindergarten, school or club.
     *
     * @param until the first day on which it is no longer active; null: no end known
     * @param endReason why it ended, as reported; null: nobody reported an end
     */
    public record Enrolment(
            String institution,
            String level,
            String form,
            LocalDate from,
            @Nullable LocalDate until,
            @Nullable String endReason,
            boolean active) {}

    /**
     * A declared move.
     *
     * @param state {@code OPEN}, or how it ended: {@code ARRIVED}, {@code IMPLIED} (seen or enrolled there),
     *     {@code CANCELLED}, {@code LEFT_COUNTRY}, {@code DIED}
     */
    public record Relocation(
            String from,
            String to,
            LocalDate declaredOn,
            @Nullable LocalDate expectedBy,
            String state,
            @Nullable LocalDate endedOn) {}

    /**
     * One service hands the child to the next.
     *
     * @param state {@code OFFERED}, {@code ACCEPTED}, {@code DECLINED}, {@code COMPLETED} or {@code CANCELLED}
     * @param settledOn the day from which nobody waits any more; null: somebody does
     */
    public record Handoff(
            String handoffId,
            String from,
            String to,
            String service,
            LocalDate since,
            @Nullable LocalDate dueBy,
            String state,
            @Nullable LocalDate settledOn) {}

    /**
     * Facts that exclude each other.
     *
     * @param id stable; an officer's resolution names it
     * @param kind which rule says so, {@code CONTACT_AFTER_DEATH}
     * @param since the day from which they do
     * @param events ids of the events concerned
     */
    public record Contradiction(String id, String kind, LocalDate since, List<String> events) {}

    /**
     * The search for the child.
     *
     * @param state {@code OPEN}, {@code ASSIGNED}, {@code LOCATED} or {@code CLOSED}
     * @param level {@code DISTRICT}, {@code REGION} or {@code NATION}
     * @param reason why it was opened; null: not said
     * @param flaggedOn the day on which the child was flagged before; null: it was not
     * @param outcome what the search came to; null: nothing yet
     */
    public record Case(
            String caseId,
            String state,
            String level,
            @Nullable String assignee,
            LocalDate openedOn,
            String openedBy,
            @Nullable String reason,
            @Nullable LocalDate flaggedOn,
            List<Attempt> attempts,
            @Nullable LocalDate locatedOn,
            @Nullable LocalDate closedOn,
            @Nullable String outcome) {

        /**
         * Somebody looked for the child.
         *
         * @param method null: erased
         * @param result null: not said, or erased
         */
        public record Attempt(
                LocalDate occurredOn,
                @Nullable String method,
                @Nullable String result,
                String by) {}
    }

    /** Why the child is untracked. */
    public record Reason(String reason, LocalDate since, LocalDate dueOn, String rule, String ruleVersion) {}
}
