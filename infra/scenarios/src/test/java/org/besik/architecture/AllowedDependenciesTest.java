package org.besik.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

/**
 * Who may use what. Only lists of what is allowed: a forbidding rule with a misspelt package passes for ever, while a
 * package missing here makes itself known.
 */
class AllowedDependenciesTest {

    private static final JavaClasses BESIK = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("org.besik");

    /** The subjects of the command side: a folder for each, with the decisions inside. */
    private static final String[] DECISIONS = {
        "org.besik.command.registration..",
        "org.besik.command.contact..",
        "org.besik.command.residence..",
        "org.besik.command.schooling..",
        "org.besik.command.handoff..",
        "org.besik.command.circumstances..",
        "org.besik.command.ending..",
        "org.besik.command.tracing.."
    };

    @Test
    void every_side_is_there_to_be_checked() {
        Set<String> sides = BESIK.stream()
                .map(type -> type.getPackageName().split("\\."))
                .filter(parts -> parts.length > 2)
                .map(parts -> parts[2])
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(sides)
                .containsExactly("command", "events", "proofs", "query", "simulator", "standalone", "verifier");
        for (String decisions : DECISIONS) {
            assertThat(BESIK.stream().anyMatch(resideInAnyPackage(decisions)))
                    .as(decisions)
                    .isTrue();
        }
    }

    @Test
    void events_stand_alone() {
        packages("org.besik.events..")
                .mayUse(
                        "org.besik.events..",
                        "java..",
                        "javax.crypto..",
                        "org.jspecify..",
                        "com.fasterxml.jackson..",
                        "org.axonframework.messaging..",
                        "org.axonframework.eventsourcing..",
                        "io.cloudevents..",
                        "org.apache.kafka..");
    }

    /** Who writes the topic and who reads it share how, and nothing else knows that there is a topic. */
    @Test
    void events_are_not_about_kafka() {
        classes()
                .that(resideInAnyPackage("org.besik.events.."))
                .and(not(resideInAnyPackage("org.besik.events.feed.kafka..")))
                .should()
                .onlyDependOnClassesThat(not(resideInAnyPackage("org.apache.kafka..")))
                .check(BESIK);
    }

    @Test
    void proofs_need_nothing_but_java() {
        packages("org.besik.proofs..").mayUse("org.besik.proofs..", "java..", "org.jspecify..");
    }

    /** Whoever checks a log must not have to believe, or even to build, what wrote it. */
    @Test
    void the_verifier_knows_nothing_of_the_server() {
        packages("org.besik.verifier..")
                .mayUse(
                        "org.besik.verifier..",
                        "org.besik.proofs..",
                        "java..",
                        "org.jspecify..",
                        "picocli..",
                        "tools.jackson.core..");
    }

    /** Its reading of the rules is a second one only as long as it cannot look at the first. */
    @Test
    void the_simulated_nation_knows_nothing_of_besik() {
        packages("org.besik.simulator..")
                .mayUse("org.besik.simulator..", "java..", "org.jspecify..", "picocli..", "tools.jackson..");
    }

    @Test
    void the_audit_knows_the_log_and_the_door_but_no_decisions() {
        packages("org.besik.command.audit..")
                .mayUse(
                        "org.besik.command.audit..",
                        "org.besik.command.eventlog..",
                        // Problems are put the same way everywhere
                        "org.besik.command.facts..",
                        "org.besik.command.refusal..",
                        "org.besik.events.caller..",
                        "org.besik.proofs..",
                        "java..",
                        "org.jspecify..",
                        "org.slf4j..",
                        "org.springframework..",
                        "jakarta.servlet..",
                        "io.micrometer.core..",
                        "tools.jackson..");
    }

    @Test
    void the_command_side_knows_events_but_no_questions() {
        packages("org.besik.command..")
                .mayUse(
                        "org.besik.command..",
                        "org.besik.events..",
                        "org.besik.proofs..",
                        "java..",
                        "javax.crypto..",
                        "org.jspecify..",
                        "org.slf4j..",
                        "org.axonframework..",
                        "org.springframework..",
                        "jakarta.servlet..",
                        // How long a stream may be silent is said to the server itself
                        "org.apache.catalina.connector..",
                        "org.apache.coyote.http11..",
                        // Batch files
                        "org.apache.commons.csv..",
                        "io.micrometer.core..",
                        "com.fasterxml.jackson..",
                        "tools.jackson..",
                        "org.sqlite..",
                        "com.mongodb..",
                        "org.bson..",
                        "io.cloudevents..",
                        "org.apache.kafka..");
    }

    @Test
    void leases_and_the_relay_have_never_heard_of_children() {
        packages("org.besik.command.leases..", "org.besik.command.publishing..")
                .mayUse(
                        "org.besik.command.leases..",
                        "org.besik.command.publishing..",
                        "org.besik.command.eventlog",
                        // Problems are put the same way everywhere
                        "org.besik.command.facts",
                        "org.besik.command.refusal..",
                        "org.besik.events.caller..",
                        "org.besik.events.codec..",
                        "org.besik.events.feed..",
                        "org.springframework..",
                        "java..",
                        "org.jspecify..",
                        "com.mongodb..",
                        "org.bson..",
                        "io.cloudevents..",
                        "org.apache.kafka..");
    }

    @Test
    void the_query_side_knows_events_but_no_decisions() {
        packages("org.besik.query..")
                .mayUse(
                        "org.besik.query..",
                        "org.besik.events..",
                        "java..",
                        "javax.crypto..",
                        "org.jspecify..",
                        "org.slf4j..",
                        "org.springframework..",
                        "org.thymeleaf..",
                        // Lists as files
                        "org.apache.commons.csv..",
                        "org.dhatim.fastexcel..",
                        // Digests
                        "jakarta.mail..",
                        "jakarta.servlet..",
                        "io.micrometer.core..",
                        "com.fasterxml.jackson..",
                        "tools.jackson..",
                        "org.sqlite..",
                        "com.mongodb..",
                        "org.bson..",
                        "org.apache.kafka..");
    }

    @Test
    void the_log_has_never_heard_of_children() {
        packages("org.besik.command.eventlog..")
                .mayUse(
                        "org.besik.command.eventlog..",
                        "org.besik.proofs..",
                        "org.besik.events.codec..",
                        // What the codec gives back: an event of any subject
                        "org.besik.events.BesikEvent",
                        "org.besik.events.feed..",
                        "java..",
                        "org.jspecify..",
                        "org.slf4j..",
                        "org.axonframework..",
                        "io.micrometer.core..",
                        "org.sqlite..",
                        "com.mongodb..",
                        "org.bson..");
    }

    @Test
    void the_view_store_knows_no_subject() {
        packages("org.besik.query.viewstore..")
                .mayUse(
                        "org.besik.query.viewstore..",
                        "java..",
                        "org.jspecify..",
                        "org.slf4j..",
                        "io.micrometer.core..",
                        "org.sqlite..",
                        "com.mongodb..",
                        "org.bson..");
    }

    @Test
    void intake_knows_no_subject_but_which_records_are_one() {
        packages("org.besik.query.intake")
                .mayUse(
                        "org.besik.query.intake",
                        "org.besik.query.records..",
                        "org.besik.query.viewstore..",
                        "org.besik.events",
                        "org.besik.events.codec..",
                        "org.besik.events.feed..",
                        // Merges say which events belong to one record
                        "org.besik.events.identity..",
                        // A generation knows by which rules it was made
                        "org.besik.query.rules..",
                        "org.besik.events.rules..",
                        // Once a person is erased, what was folded with the key is folded anew without it
                        "org.besik.events.custody..",
                        "java..",
                        "org.jspecify..",
                        "org.slf4j..",
                        "io.micrometer.core..",
                        "com.fasterxml.jackson..");
    }

    @Test
    void the_feed_from_kafka_knows_nothing_of_what_it_carries() {
        packages("org.besik.query.intake.kafka..")
                .mayUse(
                        "org.besik.query.intake.kafka..",
                        // Problems are put the same way everywhere
                        "org.besik.query.access..",
                        "org.besik.events.caller..",
                        "org.besik.events.codec..",
                        "org.besik.events.feed..",
                        "java..",
                        "org.jspecify..",
                        "org.springframework..",
                        "org.apache.kafka..");
    }

    @Test
    void decisions_use_values_only() {
        packages(DECISIONS)
                .mayUse(with(
                        DECISIONS,
                        "org.besik.command.deciding..",
                        "org.besik.command.refusal..",
                        "org.besik.events..",
                        "org.axonframework..",
                        "java.lang..",
                        "java.time..",
                        "java.util..",
                        "org.jspecify.."));
    }

    /** Time and new ids come with the fact; the door put them there. Keys are random by nature. */
    @Test
    void only_the_door_reads_the_clock_and_draws_ids() {
        classes()
                .that(resideInAnyPackage("org.besik.command..", "org.besik.events.."))
                .and(not(resideInAnyPackage(
                        "org.besik.command.facts..",
                        "org.besik.command.officers..",
                        "org.besik.command.keys..",
                        "org.besik.events.codec..",
                        // A transaction is told from others by a random id, which is not part of what was decided
                        "org.besik.command.eventlog.mongo..")))
                .should(beRepeatable())
                .check(BESIK);
    }

    private static final Set<String> CLOCKS = Set.of(
            "java.lang.System.currentTimeMillis",
            "java.time.Instant.now",
            "java.time.LocalDate.now",
            "java.time.LocalDateTime.now",
            "java.time.OffsetDateTime.now",
            "java.time.ZonedDateTime.now",
            "java.time.YearMonth.now",
            "java.time.Year.now",
            "java.time.LocalTime.now",
            "java.util.UUID.randomUUID",
            "java.lang.Math.random");

    private static final Set<String> SOURCES_OF_CHANCE = Set.of(
            "java.util.Random",
            "java.security.SecureRandom",
            "java.util.concurrent.ThreadLocalRandom",
            "java.util.SplittableRandom",
            "java.time.Clock");

    private static ArchCondition<JavaClass> beRepeatable() {
        return new ArchCondition<>("come to the same result whenever they are asked") {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                for (JavaAccess<?> access : type.getAccessesFromSelf()) {
                    String owner = access.getTargetOwner().getName();
                    if (SOURCES_OF_CHANCE.contains(owner) || CLOCKS.contains(owner + "." + access.getName())) {
                        events.add(SimpleConditionEvent.violated(type, access.getDescription()));
                    }
                }
            }
        };
    }

    @Test
    void every_package_says_what_may_be_null() {
        List<String> unmarked = BESIK.stream()
                .map(JavaClass::getPackage)
                .distinct()
                .filter(each -> each.getClasses().stream()
                        .anyMatch(type -> !type.getSimpleName().equals("package-info")))
                .filter(each -> !each.isAnnotatedWith(NullMarked.class))
                .map(each -> each.getName())
                .sorted()
                .toList();

        assertThat(unmarked).isEmpty();
    }

    private record Packages(String... names) {

        void mayUse(String... allowed) {
            classes()
                    .that(resideInAnyPackage(names))
                    .should()
                    .onlyDependOnClassesThat(inAny(allowed))
                    .check(BESIK);
        }
    }

    private static Packages packages(String... names) {
        return new Packages(names);
    }

    /** Packages, or single classes. Of an array, what its elements are of counts. */
    private static DescribedPredicate<JavaClass> inAny(String... names) {
        DescribedPredicate<JavaClass> allowed = resideInAnyPackage(names);
        Set<String> single = Set.of(names);
        return new DescribedPredicate<>("are in " + String.join(", ", names)) {
            @Override
            public boolean test(JavaClass type) {
                JavaClass base = type.getBaseComponentType();
                return base.isPrimitive() || allowed.test(base) || single.contains(base.getName());
            }
        };
    }

    private static String[] with(String[] some, String... more) {
        var all = new TreeSet<>(List.of(some));
        all.addAll(List.of(more));
        return all.toArray(String[]::new);
    }
}
