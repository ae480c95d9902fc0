package org.besik.command.rules.putinforce;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.besik.command.CommandSide;
import org.besik.command.CommandSide.PutInForce;
import org.besik.command.deciding.Facts;
import org.besik.command.eventlog.EventLog;
import org.besik.command.eventlog.InMemoryEventLog;
import org.besik.command.facts.reading.Fingerprints;
import org.besik.command.facts.reading.RulesReader;
import org.besik.command.refusal.Refused;
import org.besik.command.refusal.Rule;
import org.besik.events.Officer;
import org.besik.events.rules.Fault;
import org.besik.events.rules.RuleVersion;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PutRulesInForceTest {

    private static final Officer MINISTER = new Officer("minister", "ADMIN");
    private static final Officer DEPUTY = new Officer("deputy", "ADMIN");
    private static final LocalDate TODAY = LocalDate.of(2026, 11, 26);
    private static final RulesReader READER = new RulesReader(
            Clock.fixed(Instant.parse("2026-11-26T09:00:00Z"), ZoneOffset.UTC), Fingerprints.keyed(new byte[] {7}));

    private final EventLog log = new InMemoryEventLog();
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final CommandSide side = Facts.commandSide(log, meters);

    @AfterEach
    void stop() {
        side.close();
    }

    private static String handoffs(LocalDate from, int flag) {
        return "{'from': '" + from + "', 'reason': 'they wait', 'thresholds': {'handoffPending': {'warn': 1, 'flag': "
                + flag + ", 'unit': 'DAYS'}}}";
    }

    private static PutRulesInForce order(Officer officer, @Nullable String key, String json) {
        return READER.read(officer, null, key, json.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
    }

    private PutInForce put(Officer officer, @Nullable String key, String json) {
        return side.putInForce(order(officer, key, json));
    }

    private Refused refused(Officer officer, @Nullable String key, String json) {
        long before = log.head();
        Refused refused = catchThrowableOfType(Refused.class, () -> put(officer, key, json));
        assertThat(log.head()).as("a refused order leaves no trace").isEqualTo(before);
        return Objects.requireNonNull(refused);
    }

    @Test
    void a_version_is_named_by_its_year_and_stands_in_the_log_whole() {
        PutInForce first = put(MINISTER, null, handoffs(TODAY.plusDays(5), 4));
        PutInForce second = put(MINISTER, null, handoffs(TODAY.plusDays(9), 6));

        assertThat(first.rules().version()).isEqualTo("2026-2");
        assertThat(second.rules().version()).isEqualTo("2026-3");
        assertThat(second.rules().reason()).isEqualTo("they wait");
        assertThat(second.rules().thresholds().handoffPending().flag()).isEqualTo(6);
        assertThat(second.rules().thresholds().silent()).hasSize(7);
        assertThat(log.head()).isEqualTo(second.position()).isEqualTo(2);
        assertThat(meters.get("besik.orders")
                        .tags("order", "rules-in-force", "outcome", "recorded")
                        .counter()
                        .count())
                .isEqualTo(2);
    }

    @Test
    void a_change_goes_on_from_what_is_in_force_on_its_first_day() {
        put(MINISTER, null, handoffs(TODAY.plusDays(9), 6));
        RuleVersion before = put(
                        MINISTER,
                        null,
                        "{'from': '" + TODAY
                                + "', 'reason': 'moves', 'thresholds': {'lostInTransit': {'warn': 5, 'flag': 9,"
                                + " 'unit': 'DAYS'}}}")
                .rules()
                .ruleVersion();

        assertThat(before.thresholds().handoffPending().flag()).isEqualTo(10);
        assertThat(before.thresholds().lostInTransit().flag()).isEqualTo(9);
    }

    @Test
    void a_day_that_has_passed_is_not_touched() {
        assertThat(refused(MINISTER, null, handoffs(TODAY.minusDays(1), 4)).rule())
                .isEqualTo(Rule.RULES_FROM_PAST);
    }

    @Test
    void rules_that_are_in_force_already_are_refused() {
        put(MINISTER, null, handoffs(TODAY, 4));
        assertThat(refused(MINISTER, null, handoffs(TODAY.plusDays(3), 4)).rule())
                .isEqualTo(Rule.RULES_UNCHANGED);
    }

    @Test
    void a_refusal_names_the_member() {
        Refused refused = refused(MINISTER, null, handoffs(TODAY, 0));
        assertThat(refused.rule()).isEqualTo(Rule.UNKNOWN_VALUE);
        assertThat(refused.field()).isEqualTo("thresholds.handoffPending.flag");
        assertThat(refused(MINISTER, null, "{'from': '" + TODAY + "', 'thresholds': {}}")
                        .field())
                .isEqualTo("reason");
    }

    @Test
    void an_order_is_harmless_to_send_again_under_the_account_s_own_key() {
        PutInForce first = put(MINISTER, "winter", handoffs(TODAY, 4));
        PutInForce again = put(MINISTER, "winter", handoffs(TODAY, 4));

        assertThat(first.isNew()).isTrue();
        assertThat(again.isNew()).isFalse();
        assertThat(again.rules()).isEqualTo(first.rules());
        assertThat(again.event()).isEqualTo(first.event());
        assertThat(again.position()).isEqualTo(first.position());
        assertThat(refused(MINISTER, "winter", handoffs(TODAY, 5)).rule()).isEqualTo(Rule.REFERENCE_REUSED);
        assertThat(put(DEPUTY, "winter", handoffs(TODAY, 6)).isNew()).isTrue();
    }

    @Test
    void two_spellings_of_one_order_are_one_but_null_in_a_region_means_something() {
        String own = "{'from': '" + TODAY + "', 'reason': 'r', 'regions': {'KZ-71': {'newbornDays': 30}}}";
        put(MINISTER, "a", own);
        assertThat(put(
                                MINISTER,
                                "a",
                                own.replace("30", "30.0")
                                        .replace("'reason': 'r', ", "")
                                        .replace("}}}", "}}, 'reason': 'r'}"))
                        .isNew())
                .isFalse();
        put(MINISTER, "b", own.replace("{'newbornDays': 30}", "null"));
        assertThat(refused(MINISTER, "b", own.replace("{'newbornDays': 30}", "{}"))
                        .rule())
                .isEqualTo(Rule.REFERENCE_REUSED);
    }

    @Test
    void orders_at_the_same_time_each_see_the_other() throws Exception {
        var orders = new ArrayList<Callable<PutInForce>>();
        for (int i = 0; i < 8; i++) {
            int flag = 2 + i;
            orders.add(() -> put(MINISTER, "key-" + flag, handoffs(TODAY, flag)));
        }
        try (var threads = Executors.newFixedThreadPool(orders.size())) {
            var versions = new ArrayList<String>();
            for (Future<PutInForce> done : threads.invokeAll(orders)) {
                versions.add(done.get().rules().version());
            }
            assertThat(versions)
                    .containsExactlyInAnyOrderElementsOf(
                            List.of("2026-2", "2026-3", "2026-4", "2026-5", "2026-6", "2026-7", "2026-8", "2026-9"));
        }
    }

    @Test
    void one_order_sent_by_many_at_the_same_time_is_taken_once() throws Exception {
        var orders = new ArrayList<Callable<PutInForce>>();
        for (int i = 0; i < 8; i++) {
            orders.add(() -> put(MINISTER, "winter", handoffs(TODAY, 4)));
        }
        try (var threads = Executors.newFixedThreadPool(orders.size())) {
            int fresh = 0;
            for (Future<PutInForce> done : threads.invokeAll(orders)) {
                fresh += done.get().isNew() ? 1 : 0;
            }
            assertThat(fresh).isEqualTo(1);
            assertThat(log.head()).isEqualTo(1);
        }
    }

    @Test
    void an_order_that_was_taken_while_it_was_sent_again_is_known_and_not_refused_for_changing_nothing() {
        PutInForce taken = put(MINISTER, "winter", handoffs(TODAY, 4));
        var isAsked = new AtomicBoolean();
        EventLog asBefore = (EventLog) Proxy.newProxyInstance(
                EventLog.class.getClassLoader(),
                new Class<?>[] {EventLog.class},
                (proxy, method, arguments) -> method.getName().equals("find") && isAsked.compareAndSet(false, true)
                        ? Optional.empty()
                        : method.invoke(log, arguments));
        try (CommandSide another = Facts.commandSide(asBefore, meters)) {
            PutInForce again = another.putInForce(order(MINISTER, "winter", handoffs(TODAY, 4)));
            assertThat(again.isNew()).isFalse();
            assertThat(again.position()).isEqualTo(taken.position());
            assertThat(isAsked).isTrue();
        }
    }

    @ParameterizedTest
    @EnumSource
    void every_fault_of_rules_is_a_rule_of_this_side(Fault fault) {
        Rule rule = Rule.valueOf(fault.name());
        assertThat(rule.code()).isEqualTo(fault.code());
        assertThat(rule.status()).isEqualTo(fault.status());
    }
}
