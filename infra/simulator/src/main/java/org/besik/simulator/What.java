package org.besik.simulator;

import java.time.YearMonth;
import org.jspecify.annotations.Nullable;

/** What happens to a child, in the words of the contract between agencies and Besik. */
sealed interface What {

    /** The name of the fact. */
    String fact();

    /** Writes the members of its data. */
    void write(Line line);

    enum Service {
        HEALTH,
        EDUCATION,
        SOCIAL,
        CULTURE,
        POLICE,
        REGISTRY
    }

    enum Strength {
        SEEN,
        REMOTE,
        ADMINISTRATIVE
    }

    enum Level {
        PRESCHOOL,
        PRIMARY,
        SECONDARY,
        SPECIAL,
        CULTURE,
        SPORT;

        /** Whether it is a child's main place of learning. */
        boolean isMain() {
            return this != CULTURE && this != SPORT;
        }
    }

    /**
     * @param fact {@code birth}, or {@code registration} with a reason
     * @param iin null: not yet given
     */
    record Birth(
            String fact,
            Identity identity,
            @Nullable String iin,
            String mother,
            String region,
            boolean rural,
            String facility,
            @Nullable String register,
            @Nullable String reason)
            implements What {
        @Override
        public void write(Line line) {
            identity.write(line, "person");
            if (iin != null) {
                line.text("iin", iin);
            }
            line.text("mother", mother).text("region", region).truth("rural", rural);
            if (reason == null) {
                line.text("facility", facility);
            } else {
                line.text("reason", reason);
            }
            if (register != null) {
                line.open("local")
                        .text("system", "registry")
                        .text("value", register)
                        .close();
            }
        }
    }

    record NationalId(String iin) implements What {
        @Override
        public String fact() {
            return "national-id";
        }

        @Override
        public void write(Line line) {
            line.text("iin", iin);
        }
    }

    record Contact(Service service, Strength strength, String kind) implements What {
        @Override
        public String fact() {
            return "contact";
        }

        @Override
        public void write(Line line) {
            line.text("service", service.name())
                    .text("strength", strength.name())
                    .text("kind", kind);
        }
    }

    /** Takes back a contact by the reference under which the same agency sent it. */
    record Retraction(String retracts) implements What {
        @Override
        public String fact() {
            return "contact-retraction";
        }

        @Override
        public void write(Line line) {
            line.text("retracts", retracts).text("reason", "noted for another child");
        }
    }

    /** @param expectedBy epoch day; {@link Days#NEVER}: not said */
    record Relocation(String from, String to, int expectedBy) implements What {
        @Override
        public String fact() {
            return "relocation";
        }

        @Override
        public void write(Line line) {
            line.open("from").text("region", from).close();
            line.open("to").text("region", to).close();
            if (expectedBy != Days.NEVER) {
                line.date("expectedBy", expectedBy);
            }
        }
    }

    record Arrival(String to, boolean rural) implements What {
        @Override
        public String fact() {
            return "arrival";
        }

        @Override
        public void write(Line line) {
            line.open("to").text("region", to).truth("rural", rural).close();
        }
    }

    record Departure(String country) implements What {
        @Override
        public String fact() {
            return "departure-abroad";
        }

        @Override
        public void write(Line line) {
            line.text("country", country);
        }
    }

    record Return(String country) implements What {
        @Override
        public String fact() {
            return "return";
        }

        @Override
        public void write(Line line) {
            line.text("country", country);
        }
    }

    record Waitlist(boolean end) implements What {
        @Override
        public String fact() {
            return end ? "waitlist-end" : "waitlist";
        }

        @Override
        public void write(Line line) {
            line.text("level", "PRESCHOOL");
            if (end) {
                line.text("outcome", "place");
            }
        }
    }

    /** @param form null: by day */
    record Enrolment(
            String institution, Level level, @Nullable String form, int from) implements What {
        @Override
        public String fact() {
            return "enrolment";
        }

        @Override
        public void write(Line line) {
            line.text("institution", institution).text("level", level.name());
            if (form != null) {
                line.text("form", form);
            }
            line.date("from", from);
        }
    }

    record Attendance(String institution, YearMonth month, int present, int absent) implements What {
        @Override
        public String fact() {
            return "attendance";
        }

        @Override
        public void write(Line line) {
            line.text("institution", institution)
                    .text("month", month.toString())
                    .number("daysPresent", present)
                    .number("daysAbsent", absent);
        }
    }

    record EnrolmentEnd(String institution, String reason) implements What {
        @Override
        public String fact() {
            return "enrolment-end";
        }

        @Override
        public void write(Line line) {
            line.text("institution", institution).text("reason", reason);
        }
    }

    /** @param name its reference, by which answers name it */
    record Handoff(String to, Service service, String reason, String name) implements What {
        @Override
        public String fact() {
            return "handoff";
        }

        @Override
        public void write(Line line) {
            line.text("to", to).text("service", service.name()).text("reason", reason);
        }
    }

    /** @param fact acceptance, decline or cancellation, as the contract calls it */
    record HandoffAnswer(String fact, String name) implements What {
        @Override
        public void write(Line line) {
            line.text("handoff", name);
        }
    }

    record Guardian(String name, int from) implements What {
        @Override
        public String fact() {
            return "guardian";
        }

        @Override
        public void write(Line line) {
            line.text("name", name).text("relation", "foster-parent").date("from", from);
        }
    }

    record Category(String category) implements What {
        @Override
        public String fact() {
            return "support-category";
        }

        @Override
        public void write(Line line) {
            line.text("category", category);
        }
    }

    record Placement(String kind, String institution, boolean end) implements What {
        @Override
        public String fact() {
            return end ? "placement-end" : "placement";
        }

        @Override
        public void write(Line line) {
            line.text("kind", kind).text("institution", institution);
        }
    }

    record Death() implements What {
        @Override
        public String fact() {
            return "death";
        }

        @Override
        public void write(Line line) {
            // The day says it all
        }
    }
}
