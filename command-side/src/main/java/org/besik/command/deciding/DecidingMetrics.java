package org.besik.command.deciding;

import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.function.Supplier;

/** {@code besik.append}, {@code besik.append.group}. The door counts facts: it also sees those that never come here. */
final class DecidingMetrics {

    private final Timer append;
    private final DistributionSummary group;

    DecidingMetrics(MeterRegistry meters) {
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
}
