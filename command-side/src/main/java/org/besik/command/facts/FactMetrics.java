package org.besik.command.facts;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.concurrent.ConcurrentHashMap;
import org.besik.command.deciding.Answer;
import org.besik.command.facts.reading.Delivery;
import org.besik.command.facts.reading.ReadFact;
import org.besik.command.refusal.Refused;

/**
 * Counts the facts that do not get past the door, by kind and rule: {@code besik.facts{fact, outcome}}. Those that do
 * are counted under the same name where they are decided. What became of either is told to its sender's tally.
 */
public final class FactMetrics {

    private record Key(String fact, String rule) {}

    private final MeterRegistry registry;
    private final Tally tally;
    private final ConcurrentHashMap<Key, Counter> counters = new ConcurrentHashMap<>();

    /** Counts into this registry, and for each sender into its tally. */
    public FactMetrics(MeterRegistry registry, Tally tally) {
        this.registry = registry;
        this.tally = tally;
    }

    /**
     * Counts what became of a text that was read.
     *
     * @param line of a stream or file, from 1; the place in an array; 0: the fact came alone
     */
    public void count(Delivery delivery, long line, ReadFact said, Answer answer) {
        Refused unread = said.refused();
        if (unread != null) {
            counters.computeIfAbsent(new Key(said.kind(), unread.rule().code()), this::counter)
                    .increment();
        }
        switch (answer) {
            case Answer.Recorded recorded -> tally.count(delivery, line, said, null, false);
            case Answer.Duplicate duplicate -> tally.count(delivery, line, said, null, true);
            case Answer.RefusedFact refused -> tally.count(delivery, line, said, refused.reason(), false);
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
