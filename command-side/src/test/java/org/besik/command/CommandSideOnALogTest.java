package org.besik.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.File;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.axonframework.eventsourcing.configuration.EventSourcingConfigurer;
import org.axonframework.update.UpdateChecker;
import org.besik.command.agency.describeagency.DescribeAgency;
import org.besik.command.deciding.Answer;
import org.besik.command.deciding.ChildRef;
import org.besik.command.deciding.Facts;
import org.besik.command.ending.recorddeath.RecordDeath;
import org.besik.command.eventlog.EventLog;
import org.besik.command.eventlog.InMemoryEventLog;
import org.besik.command.eventlog.LogQuery;
import org.besik.events.AgencyId;
import org.besik.events.EventId;
import org.besik.events.LocalId;
import org.besik.events.Service;
import org.besik.events.agency.AgencyDescribed;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CommandSideOnALogTest {

    static final AgencyId CLINIC = new AgencyId("clinic-KZ-71-0");
    static final AgencyDescribed AS_CLINIC =
            new AgencyDescribed(CLINIC, "Clinic No 1", Service.HEALTH, "KZ-71", "Almaty district");
    static final ChildRef ADA = new ChildRef.ByLocalId(new LocalId("registry", "B-1"));

    final EventLog log = new InMemoryEventLog();
    final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    CommandSide side = Facts.commandSide(log, meters);

    @AfterEach
    void stop() {
        side.close();
    }

    static DescribeAgency describe(AgencyDescribed described) {
        return new DescribeAgency(
                described,
                "admin",
                new EventId(UUID.randomUUID().toString()),
                LocalDate.of(2026, 5, 1),
                Instant.parse("2026-05-01T00:00:00Z"));
    }

    @Test
    void facts_go_over_the_command_bus() {
        var answers = side.deciding()
                .record(List.of(Facts.fact(CLINIC, "1", ADA, new RecordDeath())))
                .join();

        assertThat(answers.getFirst()).isInstanceOf(Answer.Recorded.class);
        assertThat(meters.get("besik.command")
                        .tags("command", "RecordFacts", "outcome", "success")
                        .timer()
                        .count())
                .isEqualTo(1);
        assertThat(meters.get("besik.append").timer().count()).isEqualTo(1);
    }

    @Test
    void an_agency_is_as_it_was_described_last() {
        side.describe(describe(AS_CLINIC));
        side.describe(describe(AS_CLINIC));

        assertThat(side.agencies().find(CLINIC)).contains(AS_CLINIC);
        assertThat(log.head()).isEqualTo(1);
        side.close();
        side = Facts.commandSide(log, meters);
        assertThat(side.agencies().all()).containsExactly(AS_CLINIC);

        side.deciding()
                .record(List.of(Facts.fact(CLINIC, "1", ADA, new RecordDeath())))
                .join();
        assertThat(log.readMatching(new LogQuery(List.of()), 0, 10))
                .extracting(event -> event.type())
                .containsExactly("agency.AgencyDescribed", "registration.RecordOpened", "ending.DeathRecorded");
    }

    /** The update checker keeps still under JUnit: only a JVM of its own shows that it is off. */
    @Test
    void nothing_phones_home() throws Exception {
        var jvm = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        PhonesHome.class.getName())
                .redirectErrorStream(true)
                .redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")))
                .start();
        String output = new String(jvm.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(jvm.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(output).contains("without: false").contains("with: true");
        assertThat(jvm.exitValue()).isZero();
    }

    /** Says whether an update checker runs in our configuration, and in Axon's own. */
    static final class PhonesHome {

        public static void main(String[] arguments) {
            var side = Facts.commandSide(new InMemoryEventLog(), new SimpleMeterRegistry());
            System.out.println("without: " + side.configuration().hasComponent(UpdateChecker.class));
            side.close();
            var axons = EventSourcingConfigurer.create().build();
            System.out.println("with: " + axons.hasComponent(UpdateChecker.class));
        }
    }
}
