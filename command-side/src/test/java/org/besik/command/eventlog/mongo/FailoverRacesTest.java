package org.besik.command.eventlog.mongo;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.LongStream;
import org.besik.command.eventlog.EventLog;
import org.besik.command.eventlog.EventLogRaces;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** Three writers while requests and replies are lost, come late, and primaries change with what they alone have. */
@ParameterizedClass
@MethodSource("seeds")
class FailoverRacesTest extends EventLogRaces {

    private static final int SEEDS = 40;

    static LongStream seeds() {
        return LongStream.rangeClosed(1, SEEDS);
    }

    @Parameter
    long seed;

    private FakeReplicaSet store;

    @Override
    protected EventLog instance() {
        if (store == null) {
            store = new FakeReplicaSet(seed);
        }
        return Logs.open(store);
    }

    @Override
    protected void raceBegins() {
        store.restless(0.3, 0.05);
    }

    @Override
    protected void raceIsOver() {
        store.calm();
        assertThat(store.befallen()).isGreaterThan(10);
    }
}
