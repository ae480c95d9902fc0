package org.besik.command.facts;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.concurrent.ConcurrentHashMap;
import org.besik.command.deciding.Answer;
import org.besik.command.facts.Answers.Answered;

/** Counts facts by kind and outcome: {@code besik.facts{fact, outcome, rule}}; rule is {@code none} unless refused. */
final class FactMetrics {

    private record Key(String fact, String outcome, String rule) {}

    private final MeterRegistry registry;
    private final ConcurrentHashMap<Key, Counter> counters = new ConcurrentHashMap<>();

    FactMetrics(MeterRegistry registry) {
        this.registry = registry;
    }

    void count(Answered answered) {
        String rule = answered.answer() instanceof Answer.RefusedFact refused
                ? refused.reason().rule().code()
                : "none";
        counters.computeIfAbsent(new Key(answered.said().kind(), answered.status(), rule), this::counter)
                .increment();
    }

    private Counter counter(Key key) {
        return Counter.builder("besik.facts")
                .description("Facts that came through the door")
                .tag("fact", key.fact())
                .tag("outcome", key.outcome())
                .tag("rule", key.rule())
                .register(registry);
    }
}
