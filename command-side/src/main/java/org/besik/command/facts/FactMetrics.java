package org.besik.command.facts;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.concurrent.ConcurrentHashMap;
import org.besik.command.facts.reading.ReadFact;
import org.besik.command.refusal.Refused;

/**
 * Counts the facts that do not get past the door, by kind and rule: {@code besik.facts{fact, outcome}}. Those that do
 * are counted under the same name where they are decided.
 */
public final class FactMetrics {

    private record Key(String fact, String rule) {}

    private final MeterRegistry registry;
    private final ConcurrentHashMap<Key, Counter> counters = new ConcurrentHashMap<>();

    /** Counts into this registry. */
    public FactMetrics(MeterRegistry registry) {
        this.registry = registry;
    }

    /** Counts a text that was read; one that was understood is counted where it is decided. */
    public void count(ReadFact said) {
        Refused refused = said.refused();
        if (refused != null) {
            counters.computeIfAbsent(new Key(said.kind(), refused.rule().code()), this::counter)
                    .increment();
        }
    }

    private Counter counter(Key key) {
        return Counter.builder("besik.facts")
                .description("Facts by what became of them")
                .tag("fact", key.fact())
                .tag("outcome", key.rule())
                .register(registry);
    }
}
