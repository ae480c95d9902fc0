package org.besik.command.deciding;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;

/**
 * {@code besik.append}, {@code besik.append.group}, {@code besik.orders} and {@code besik.facts}, which the door goes on with for the facts that
 * do not get past it. Used by the deciding thread only.
 */
final class DecidingMetrics {

    private final MeterRegistry meters;
    private final Map<String, Map<String, Counter>> facts = new HashMap<>();
    private final Map<String, Map<String, Counter>> orders = new HashMap<>();
    private final Timer append;
    private final DistributionSummary group;

    DecidingMetrics(MeterRegistry meters) {
        this.meters = meters;
        this.append = Timer.builder("besik.append")
                .description("Until a group of facts is durable")
                .publishPercentileHistogram()
                .register(meters);
        this.group = DistributionSummary.builder("besik.append.group")
                .description("Transactions in a group")
                .baseUnit("transactions")
                .register(meters);
    }

    <T> T append(int transactions, Supplier<T> append) {
        group.record(transactions);
        return this.append.record(append);
    }

    /** Facts of agencies and what officers decide are counted apart. */
    void decided(Fact fact, Answer answer) {
        String outcome = switch (answer) {
            case Answer.Recorded recorded -> "recorded";
            case Answer.Duplicate duplicate -> "duplicate";
            case Answer.RefusedFact refused -> refused.reason().rule().code();
        };
        (fact.officer() == null ? facts : orders)
                .computeIfAbsent(fact.kind(), kind -> new HashMap<>())
                .computeIfAbsent(
                        outcome,
                        o -> fact.officer() == null
                                ? counter("besik.facts", "Facts by what became of them", "fact", fact.kind(), o)
                                : counter("besik.orders", "What officers decided", "order", fact.kind(), o))
                .increment();
    }

    private Counter counter(String name, String description, String of, String kind, String outcome) {
        return Counter.builder(name)
                .description(description)
                .tags(of, kind, "outcome", outcome)
                .register(meters);
    }
}
