package org.besik.command.facts.deliveries;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Set;
import org.besik.command.facts.reading.Delivery;
import org.besik.command.facts.reading.ReadFact;
import org.besik.command.refusal.Refused;
import org.besik.command.refusal.Rule;
import org.besik.events.AgencyId;
import org.besik.events.caller.Caller;
import org.besik.events.caller.Role;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DeliveriesTest {

    static final Instant NOON = Instant.parse("2026-10-31T12:00:00Z");
    static final LocalDate TODAY = LocalDate.of(2026, 10, 31);
    static final Clock CLOCK = Clock.fixed(NOON, ZoneOffset.UTC);
    static final Refused LATE = new Refused(Rule.FUTURE_DATE, "occurredOn", "It has not happened yet.");

    @TempDir
    Path folder;

    static Delivery by(@Nullable String agency) {
        return new Delivery(
                new Caller(
                        "account-7",
                        agency == null ? null : new AgencyId(agency),
                        Set.of(),
                        Set.of("KZ"),
                        Set.of(Role.AGENCY),
                        Set.of()),
                "delivery-1");
    }

    static ReadFact said(String ref) {
        return new ReadFact(ref, "contact", null, LATE);
    }

    @Test
    void each_senders_facts_are_counted_by_what_became_of_them() {
        try (var deliveries = new Deliveries(folder, CLOCK)) {
            deliveries.count(by("clinic"), 1, said("a"), null, false);
            deliveries.count(by("clinic"), 2, said("b"), null, true);
            deliveries.count(by("clinic"), 3, said("c"), LATE, false);
            deliveries.count(by(null), 1, said("d"), null, false);

            assertThat(deliveries.of("clinic").days()).containsEntry(TODAY, new Ledger.Day(1, 1, 1));
            assertThat(deliveries.of("account:account-7").days()).containsEntry(TODAY, new Ledger.Day(1, 0, 0));
            assertThat(deliveries.of("nobody").days()).isEmpty();
        }
    }

    @Test
    void the_last_refusals_are_kept_the_newest_first() {
        try (var deliveries = new Deliveries(folder, CLOCK)) {
            for (int line = 1; line <= Deliveries.REFUSALS_KEPT + 5; line++) {
                deliveries.count(by("clinic"), line, said("ref-" + line), LATE, false);
            }

            var refusals = deliveries.of("clinic").refusals();
            assertThat(refusals).hasSize(Deliveries.REFUSALS_KEPT);
            assertThat(refusals.getFirst())
                    .isEqualTo(new Ledger.Refusal(
                            NOON,
                            "delivery-1",
                            Deliveries.REFUSALS_KEPT + 5,
                            "ref-" + (Deliveries.REFUSALS_KEPT + 5),
                            "contact",
                            "future-date",
                            "occurredOn"));
        }
    }

    @Test
    void what_was_counted_outlives_the_process_and_goes_on() {
        try (var deliveries = new Deliveries(folder, CLOCK)) {
            deliveries.count(by("a/clinic"), 1, said("a"), LATE, false);
        }
        try (var deliveries = new Deliveries(folder, CLOCK)) {
            deliveries.count(by("a/clinic"), 2, said("b"), null, false);

            assertThat(deliveries.of("a/clinic").days()).containsEntry(TODAY, new Ledger.Day(1, 0, 1));
            assertThat(deliveries.of("a/clinic").refusals()).hasSize(1);
        }
    }

    @Test
    void days_of_long_ago_are_dropped() {
        for (int day = 0; day <= Deliveries.DAYS_KEPT; day++) {
            try (var deliveries = new Deliveries(folder, Clock.offset(CLOCK, Duration.ofDays(day)))) {
                deliveries.count(by("clinic"), 0, said("a"), null, false);
            }
        }
        try (var deliveries = new Deliveries(folder, CLOCK)) {
            assertThat(deliveries.of("clinic").days())
                    .hasSize(Deliveries.DAYS_KEPT)
                    .doesNotContainKey(TODAY);
        }
    }
}
