package org.besik.command.eventlog.mongo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.besik.command.eventlog.mongo.Logs.claiming;
import static org.besik.command.eventlog.mongo.Logs.key;
import static org.besik.command.eventlog.mongo.Logs.on;
import static org.besik.command.eventlog.mongo.Logs.said;
import static org.besik.command.eventlog.mongo.Logs.saying;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.besik.command.eventlog.AppendResult;
import org.besik.command.eventlog.AppendResult.Appended;
import org.besik.command.eventlog.AppendResult.ConditionFailed;
import org.besik.command.eventlog.AppendResult.KeyTaken;
import org.besik.command.eventlog.AppendResult.NotTried;
import org.besik.command.eventlog.ChainVerifier;
import org.besik.command.eventlog.HashChain;
import org.besik.command.eventlog.LogQuery;
import org.besik.command.eventlog.LogTransaction;
import org.besik.command.eventlog.LogTransaction.AppendCondition;
import org.besik.command.eventlog.LogUnavailableException;
import org.besik.command.eventlog.UniqueKey;
import org.besik.command.eventlog.mongo.FakeReplicaSet.Fault;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What becomes of an append when a replica set does the worst it may. */
@Timeout(60)
class FailoverTest {

    static final UniqueKey KEY = key("ref", 1);

    private final FakeReplicaSet store = new FakeReplicaSet();
    private MongoEventLog log;

    @BeforeEach
    void open() {
        log = Logs.open(store);
    }

    @AfterEach
    void close() {
        store.speak();
        log.close();
    }

    @Test
    void what_never_arrived_is_sent_again() {
        store.next(Fault.LOST_REQUEST, Fault.LOST_REQUEST);
        assertThat(append(saying("a"), saying("b"))).containsExactly(new Appended(1), new Appended(2));
        assertStored("a", "b");
    }

    @Test
    void what_arrived_without_a_reply_is_stored_once() {
        store.next(Fault.LOST_REPLY);
        assertThat(append(claiming("a", KEY), saying("b", "c"), saying("d")))
                .containsExactly(new Appended(1), new Appended(2), new Appended(4));
        assertStored("a", "b", "c", "d");
        assertThat(log.isHealthy()).isTrue();
    }

    @Test
    void what_arrives_late_finds_its_place_taken_by_itself() {
        store.next(Fault.LATE_REQUEST, Fault.LATE_REQUEST);
        assertThat(append(claiming("a", KEY), saying("b"))).containsExactly(new Appended(1), new Appended(2));
        for (int n = 0; n < 10; n++) {
            append(saying("later-" + n));
        }
        assertThat(log.head()).isEqualTo(12);
        assertStored(
                "a", "b", "later-0", "later-1", "later-2", "later-3", "later-4", "later-5", "later-6", "later-7",
                "later-8", "later-9");
    }

    @Test
    void a_failover_in_the_middle_of_a_batch_leaves_no_hole_and_no_second_copy() {
        for (int round = 0; round < 30; round++) {
            store.next(Fault.FAILOVER_IN_THE_MIDDLE, Fault.FAILOVER_IN_THE_MIDDLE);
            long first = 4L * round + 1;
            assertThat(append(saying(round + "a"), claiming(round + "b", key("ref", round)), saying("c", "d")))
                    .containsExactly(new Appended(first), new Appended(first + 1), new Appended(first + 2));
        }
        assertThat(log.head()).isEqualTo(120);
        assertWhole();
        assertThat(store.rolledBack()).isPositive();
    }

    @Test
    void nothing_is_answered_before_a_majority_has_it() {
        store.next(Fault.UNREPLICATED);
        CompletableFuture<List<AppendResult>> answer = appending(saying("a"));
        var answeredTooEarly = new AtomicBoolean();
        store.after(10, () -> {
            answeredTooEarly.set(answer.isDone() || store.durable().size() > 0);
            store.replicate();
        });
        assertThat(answer.join()).containsExactly(new Appended(1));
        assertThat(answeredTooEarly).isFalse();
        assertStored("a");
    }

    @Test
    void nothing_is_read_before_a_majority_has_it() {
        store.next(Fault.UNREPLICATED);
        CompletableFuture<List<AppendResult>> answer = appending(claiming("a", KEY));
        await().until(() -> store.inserts() > 2);
        assertThat(log.head()).isZero();
        assertThat(log.read(0, 10)).isEmpty();
        assertThat(log.find(KEY)).isEmpty();
        store.replicate();
        assertThat(answer.join()).containsExactly(new Appended(1));
        assertThat(log.find(KEY)).isPresent();
    }

    @Test
    void what_is_rolled_back_is_put_again() {
        store.next(Fault.UNREPLICATED);
        store.after(10, () -> store.failOver(0, 2));
        assertThat(append(claiming("a", KEY), saying("b"))).containsExactly(new Appended(1), new Appended(2));
        assertThat(store.rolledBack()).isEqualTo(2);
        assertStored("a", "b");
    }

    @Test
    void what_stays_of_a_batch_stays_and_the_rest_is_put_behind_it() {
        store.next(Fault.UNREPLICATED);
        store.after(10, () -> store.failOver(1, 2));
        assertThat(append(saying("a"), saying("b"), saying("c")))
                .containsExactly(new Appended(1), new Appended(2), new Appended(3));
        assertThat(store.rolledBack()).isEqualTo(2);
        assertStored("a", "b", "c");
    }

    @Test
    void a_place_that_another_has_for_now_is_waited_for() {
        store.applyUnreplicated(anothers(saying("other")));
        store.after(10, () -> store.failOver(0, 2));
        assertThat(append(saying("ours"))).containsExactly(new Appended(1));
        assertStored("ours");
    }

    @Test
    void a_place_that_another_keeps_is_left_to_it() {
        store.applyUnreplicated(anothers(saying("other")));
        store.after(10, store::replicate);
        assertThat(append(saying("ours"))).containsExactly(new Appended(2));
        assertStored("other", "ours");
    }

    @Test
    void a_key_that_another_takes_and_loses_again_is_not_taken() {
        store.applyUnreplicated(anothers(claiming("other", KEY)));
        store.after(10, () -> store.failOver(0, 2));
        assertThat(append(claiming("ours", KEY))).containsExactly(new Appended(1));
        assertStored("ours");
    }

    @Test
    void a_key_that_another_takes_is_taken_once_it_is_durable() {
        store.applyUnreplicated(anothers(claiming("other", KEY)));
        store.after(10, store::replicate);
        assertThat(append(saying("ours"), claiming("also ours", KEY), saying("rests on that")))
                .containsExactly(new Appended(2), new KeyTaken(KEY), new NotTried());
        assertStored("other", "ours");
    }

    @Test
    void a_condition_is_looked_at_again_when_the_place_is_lost() {
        append(saying("x"));
        AppendCondition nothingSince = untilNow("child:other");
        // Arrives after the end of the log was read for the batch, before the batch itself
        store.after(2, () -> {
            store.applyUnreplicated(anothers(saying("other")));
            store.replicate();
        });
        assertThat(append(on(nothingSince, "ours"))).containsExactly(new ConditionFailed());
        assertStored("x", "other");
    }

    @Test
    void a_condition_does_not_fail_on_what_did_not_stay() {
        append(saying("x"));
        store.applyUnreplicated(anothers(saying("other")));
        store.after(10, () -> store.failOver(0, 2));
        assertThat(append(on(untilNow("child:other"), "ours"))).containsExactly(new Appended(2));
        assertStored("x", "ours");
    }

    /** The first stands in doubt while the second is decided: it must not be rejected for something that may vanish. */
    @Test
    void a_condition_waits_for_what_goes_before_it_in_its_own_group() {
        append(claiming("x", KEY));
        store.next(Fault.UNREPLICATED);
        store.after(10, () -> store.failOver(0, 2));
        assertThat(append(saying("other"), on(new AppendCondition(about("child:other"), 1), "ours"), saying("z")))
                .containsExactly(new Appended(2), new ConditionFailed(), new NotTried());
        assertStored("x", "other");
    }

    @Test
    void a_new_primary_that_shows_less_hides_nothing_from_a_condition() {
        append(saying("a"), saying("b"), saying("c"), saying("d"));
        assertThat(log.head()).isEqualTo(4);
        store.failOver(0, 12);
        assertThat(append(on(new AppendCondition(about("child:d"), 0), "ours"))).containsExactly(new ConditionFailed());
        assertStored("a", "b", "c", "d");
    }

    @Test
    void a_condition_that_cannot_be_looked_at_yet_holds_nobody_up_for_ever() {
        append(saying("a"), saying("b"), saying("c"), saying("d"));
        // After the end of the log was read, before the condition is looked at
        store.after(2, () -> store.failOver(0, 5));
        assertThat(append(saying("e"), on(new AppendCondition(about("child:nobody"), 0), "f")))
                .containsExactly(new Appended(5), new Appended(6));
        assertStored("a", "b", "c", "d", "e", "f");
    }

    @Test
    void a_new_primary_that_shows_less_is_waited_for_by_readers() {
        append(saying("a"), saying("b"), saying("c"), saying("d"));
        store.failOver(0, 12);
        assertThat(said(log.read(0, 10))).containsExactly("a", "b", "c", "d");
        store.failOver(0, 12);
        assertThat(said(log.readMatching(about("child:d"), 0, 10))).containsExactly("d");
        assertThat(log.isHealthy()).isTrue();
    }

    @Test
    void the_rejection_of_one_group_is_none_of_the_others_business() {
        append(claiming("x", KEY));
        // Meanwhile the others queue up, and come as one batch
        store.next(Fault.UNREPLICATED);
        CompletableFuture<List<AppendResult>> first = appending(saying("a"));
        await().until(() -> store.inserts() > 2);
        CompletableFuture<List<AppendResult>> second = appending(saying("b"), claiming("c", KEY), saying("d"));
        CompletableFuture<List<AppendResult>> third = appending(saying("e"), saying("f"));
        store.replicate();

        assertThat(first.join()).hasOnlyElementsOfType(Appended.class);
        assertThat(second.join())
                .satisfiesExactly(
                        b -> assertThat(b).isInstanceOf(Appended.class),
                        c -> assertThat(c).isEqualTo(new KeyTaken(KEY)),
                        d -> assertThat(d).isEqualTo(new NotTried()));
        assertThat(third.join()).hasOnlyElementsOfType(Appended.class);
        assertThat(said(log.read(0, 10))).containsExactlyInAnyOrder("x", "a", "b", "e", "f");
        assertWhole();
    }

    @Test
    void after_its_patience_an_append_fails_and_the_next_one_is_tried_afresh() {
        log.close();
        log = impatient();
        store.fallSilent();
        assertThatThrownBy(() -> log.append(List.of(claiming("a", KEY)))).isInstanceOf(LogUnavailableException.class);
        assertThat(log.isHealthy()).isFalse();

        store.speak();
        append(saying("b"));
        assertThat(log.isHealthy()).isTrue();
        assertWhole();
    }

    @Test
    void what_was_given_up_and_arrives_later_is_a_link_of_the_chain_all_the_same() {
        log.close();
        log = impatient();
        append(saying("x"));
        store.next(Fault.LATE_REQUEST);
        // Before the call that would find out: the first reads the end, the second sends
        store.after(3, store::fallSilent);
        assertThatThrownBy(() -> log.append(List.of(claiming("a", KEY)))).isInstanceOf(LogUnavailableException.class);
        store.speak();
        await().until(() -> log.find(KEY).isPresent());
        assertThat(append(claiming("again", KEY))).containsExactly(new KeyTaken(KEY));
        assertThat(append(saying("b"))).containsExactly(new Appended(3));
        assertStored("x", "a", "b");
    }

    @Test
    void closing_does_not_wait_for_a_server_that_does_not_answer() {
        store.fallSilent();
        CompletableFuture<List<AppendResult>> answer = appending(saying("a"));
        await().until(() -> !log.isHealthy());
        log.close();
        // The thread that waited for the answer may take a moment to pass it on
        assertThatThrownBy(answer::join).hasCauseInstanceOf(LogUnavailableException.class);
        assertThatThrownBy(() -> log.append(List.of(saying("b")))).isInstanceOf(LogUnavailableException.class);
    }

    @Test
    void a_space_without_an_index_is_refused() {
        assertThatThrownBy(() -> log.append(List.of(claiming("a", key("unheard-of", 1)))))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> log.find(key("unheard-of", 1))).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void a_transaction_too_large_for_a_document_is_refused_and_hurts_nobody() {
        assertThatThrownBy(() -> log.append(List.of(saying("a"), saying("x".repeat(16 << 20)))))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(append(saying("a"))).containsExactly(new Appended(1));
    }

    private MongoEventLog impatient() {
        return new MongoEventLog(
                store,
                Logs.SPACES,
                Logs.HASH,
                new MongoEventLog.Settings(Duration.ofMillis(50), Duration.ofMillis(1), Duration.ofMillis(10)));
    }

    private List<AppendResult> append(LogTransaction... group) {
        return log.append(List.of(group));
    }

    private CompletableFuture<List<AppendResult>> appending(LogTransaction... group) {
        return CompletableFuture.supplyAsync(() -> log.append(List.of(group)), Thread::startVirtualThread);
    }

    /** What another node puts at the end of the log as it is now. */
    private StoredTransaction anothers(LogTransaction transaction) {
        List<StoredTransaction> durable = store.durable();
        long next = durable.isEmpty() ? 1 : durable.getLast().last() + 1;
        byte[] link = durable.isEmpty() ? HashChain.origin() : durable.getLast().link();
        return StoredTransaction.of(transaction, next, new byte[16], link, Logs.HASH);
    }

    private static LogQuery about(String tag) {
        return new LogQuery(List.of(new LogQuery.Criterion(Set.of(tag), Set.of())));
    }

    private AppendCondition untilNow(String tag) {
        return new AppendCondition(about(tag), log.head());
    }

    private void assertStored(String... payloads) {
        assertThat(said(log.read(0, 100))).containsExactly(payloads);
        assertWhole();
    }

    private void assertWhole() {
        var verdict = ChainVerifier.verify(log, position -> {});
        assertThat(verdict.broken()).isNull();
        assertThat(verdict.verified()).isEqualTo(log.head());
    }
}
