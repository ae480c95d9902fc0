package org.besik.command.eventlog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.axonframework.common.infra.ComponentDescriptor;
import org.axonframework.eventsourcing.eventstore.AppendCondition;
import org.axonframework.eventsourcing.eventstore.EmptyAppendTransaction;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.axonframework.eventsourcing.eventstore.SourcingCondition;
import org.axonframework.eventsourcing.eventstore.StorageEngineTestSuite;
import org.axonframework.eventsourcing.eventstore.TaggedEventMessage;
import org.axonframework.messaging.core.MessageStream;
import org.axonframework.messaging.core.unitofwork.ProcessingContext;
import org.axonframework.messaging.eventhandling.EventMessage;
import org.axonframework.messaging.eventhandling.processing.streaming.token.TrackingToken;
import org.axonframework.messaging.eventstreaming.StreamingCondition;
import org.besik.command.eventlog.tree.CheckpointStore;
import org.besik.command.eventlog.tree.CheckpointStoreContract;
import org.besik.command.eventlog.tree.TreeStore;
import org.besik.command.eventlog.tree.TreeStoreContract;
import org.besik.command.keys.ChildKeysContract;
import org.besik.command.keys.KeyRows;
import org.besik.events.ChildId;
import org.besik.events.codec.StoredEvent;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.launcher.EngineFilter;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;
import org.junit.platform.launcher.listeners.TestExecutionSummary;

/** A suite that a store could pass by doing nothing would prove nothing. */
class DoesNothingTest {

    @Test
    void a_log_that_does_nothing_fails_every_test_of_the_contract() {
        TestExecutionSummary summary = run(IdleLogContract.class);
        assertThat(summary.getTestsFoundCount()).isGreaterThan(15);
        assertThat(passed).isEmpty();
        assertThat(summary.getTestsFailedCount()).isEqualTo(summary.getTestsFoundCount());
    }

    @Test
    void a_log_that_does_nothing_wins_no_race() {
        TestExecutionSummary summary = run(IdleRaces.class);
        assertThat(summary.getTestsFoundCount()).isPositive();
        assertThat(passed).isEmpty();
        assertThat(summary.getTestsFailedCount()).isEqualTo(summary.getTestsFoundCount());
    }

    @Test
    void an_engine_that_does_nothing_passes_no_test_of_axon_s_suite() {
        TestExecutionSummary summary = run(IdleEngineSuite.class);
        assertThat(summary.getTestsFoundCount()).isGreaterThan(25);
        assertThat(passed).isEmpty();
        assertThat(summary.getTotalFailureCount()).isPositive();
    }

    @Test
    void a_tree_and_checkpoints_that_do_nothing_fail_every_test_of_their_contracts() {
        for (Class<?> suite : List.of(IdleTreeContract.class, IdleCheckpointsContract.class)) {
            TestExecutionSummary summary = run(suite);
            assertThat(summary.getTestsFoundCount()).isEqualTo(3);
            assertThat(passed).isEmpty();
            assertThat(summary.getTestsFailedCount()).isEqualTo(3);
        }
    }

    @Test
    void a_store_of_keys_that_does_nothing_fails_every_test_of_the_contract() {
        TestExecutionSummary summary = run(IdleKeysContract.class);
        assertThat(summary.getTestsFoundCount()).isGreaterThan(7);
        assertThat(passed).isEmpty();
        assertThat(summary.getTestsFailedCount()).isEqualTo(summary.getTestsFoundCount());
    }

    private final List<String> passed = new ArrayList<>();

    private TestExecutionSummary run(Class<?> suite) {
        var listener = new SummaryGeneratingListener() {
            @Override
            public void executionFinished(TestIdentifier test, TestExecutionResult result) {
                super.executionFinished(test, result);
                if (test.isTest() && result.getStatus() == TestExecutionResult.Status.SUCCESSFUL) {
                    passed.add(test.getDisplayName());
                }
            }
        };
        LauncherFactory.create()
                .execute(
                        LauncherDiscoveryRequestBuilder.request()
                                .selectors(selectClass(suite))
                                .filters(EngineFilter.includeEngines("junit-jupiter"))
                                .build(),
                        listener);
        return listener.getSummary();
    }

    static class IdleLogContract extends EventLogContract {
        @Override
        protected EventLog create() {
            return new IdleLog();
        }
    }

    static class IdleRaces extends EventLogRaces {
        @Override
        protected EventLog instance() {
            return new IdleLog();
        }
    }

    static class IdleKeysContract extends ChildKeysContract {
        @Override
        protected KeyRows rows() {
            return new KeyRows() {
                @Override
                public @Nullable Row find(ChildId child) {
                    return null;
                }

                @Override
                public void add(Map<ChildId, byte[]> wrapped) {}

                @Override
                public void destroy(ChildId child) {}

                @Override
                public void close() {}
            };
        }
    }

    static class IdleTreeContract extends TreeStoreContract {
        @Override
        protected TreeStore create() {
            return new TreeStore() {
                @Override
                public long size() {
                    return 0;
                }

                @Override
                public byte @Nullable [] hash(int level, long number) {
                    return null;
                }

                @Override
                public void add(List<Node> nodes, long size) {}

                @Override
                public void clear() {}

                @Override
                public void close() {}
            };
        }
    }

    static class IdleCheckpointsContract extends CheckpointStoreContract {
        @Override
        protected CheckpointStore create() {
            return new CheckpointStore() {
                @Override
                public void add(long size, String note) {}

                @Override
                public Optional<String> last() {
                    return Optional.empty();
                }

                @Override
                public Optional<String> find(long size) {
                    return Optional.empty();
                }

                @Override
                public List<String> spread(int limit) {
                    return List.of();
                }

                @Override
                public void close() {}
            };
        }
    }

    static class IdleEngineSuite extends StorageEngineTestSuite<IdleEngine> {
        @Override
        protected IdleEngine buildStorageEngine() {
            return new IdleEngine();
        }

        @Override
        protected @Nullable ProcessingContext processingContext() {
            return null;
        }
    }

    private static final class IdleLog implements EventLog {
        @Override
        public List<AppendResult> append(List<LogTransaction> group) {
            return List.of();
        }

        @Override
        public List<StoredEvent> readMatching(LogQuery query, long after, int limit) {
            return List.of();
        }

        @Override
        public Optional<TakenKey> find(UniqueKey key) {
            return Optional.empty();
        }

        @Override
        public long head() {
            return 0;
        }

        @Override
        public List<StoredEvent> read(long after, int limit) {
            return List.of();
        }

        @Override
        public boolean await(long after, Duration timeout) {
            return false;
        }

        @Override
        public void close() {}
    }

    private static final class IdleEngine implements EventStorageEngine {
        @Override
        public CompletableFuture<AppendTransaction<?>> appendEvents(
                AppendCondition condition, @Nullable ProcessingContext context, List<TaggedEventMessage<?>> events) {
            return CompletableFuture.completedFuture(EmptyAppendTransaction.INSTANCE);
        }

        @Override
        public MessageStream<EventMessage> source(SourcingCondition condition, @Nullable ProcessingContext context) {
            return MessageStream.empty().cast();
        }

        @Override
        public MessageStream<EventMessage> stream(StreamingCondition condition, @Nullable ProcessingContext context) {
            return MessageStream.empty().cast();
        }

        @Override
        public CompletableFuture<TrackingToken> firstToken(@Nullable ProcessingContext context) {
            return CompletableFuture.completedFuture(null);
        }

        @Override
        public CompletableFuture<TrackingToken> latestToken(@Nullable ProcessingContext context) {
            return CompletableFuture.completedFuture(null);
        }

        @Override
        public CompletableFuture<TrackingToken> tokenAt(Instant at, @Nullable ProcessingContext context) {
            return CompletableFuture.completedFuture(null);
        }

        @Override
        public void describeTo(ComponentDescriptor descriptor) {}
    }
}
