package org.besik.proofs.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.List;
import org.besik.proofs.NoteSigner;
import org.besik.proofs.audit.Finding.Kind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LogAuditTest {

    private static final int SIZE = 3_000;

    private final Written log = Written.log(SIZE, "word", false);
    private final Written export = Written.log(SIZE, "word", true);

    private static void assertFound(Report report, Kind kind, long from, long to) {
        assertThat(report.findings()).singleElement().satisfies(found -> {
            assertThat(found.kind()).as(found.what()).isEqualTo(kind);
            assertThat(found.from()).as(found.what()).isEqualTo(from);
            assertThat(found.to()).as(found.what()).isEqualTo(to);
        });
    }

    @Test
    void a_log_that_nobody_touched_is_whole() {
        Report report = log.audit(log.checkpoint(0), log.checkpoint(1), log.checkpoint(2_500), log.checkpoint(SIZE));
        assertThat(report.findings()).isEmpty();
        assertThat(report.remarks()).isEmpty();
        assertThat(report.confirmed()).isEqualTo(4);
        assertThat(report.events()).isEqualTo(SIZE);
        assertThat(export.audit(log.checkpoint(SIZE)).isWhole()).isTrue();
    }

    @Test
    void an_empty_log_is_whole() {
        Written empty = Written.log(0, "", false);
        assertThat(empty.audit(empty.checkpoint(0)).isWhole()).isTrue();
    }

    @Test
    void without_a_checkpoint_it_is_said_what_would_not_be_noticed() {
        assertThat(log.audit().isWhole()).isTrue();
        assertThat(log.audit().remarks()).singleElement().asString().contains("No checkpoint was compared");
        assertThat(log.audit(log.checkpoint(10)).remarks())
                .singleElement()
                .asString()
                .contains("after event 10");
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 1_000, 2_999, SIZE})
    void a_flipped_bit_is_found_to_the_bit(long position) {
        byte[] payload = log.at(position).payload();
        payload[2] ^= 0x10;
        Report report = log.audit(Written.log(SIZE, "word", false).checkpoint(SIZE));
        assertFound(report, Kind.FLIPPED, position, position);
        assertThat(report.findings().getFirst().what()).contains("payload", "byte 2, bit 4");
    }

    @Test
    void a_flipped_bit_of_a_link_is_told_from_one_of_an_event() {
        long inside = log.aloneFrom(1_000);
        log.at(inside).link()[5] ^= 1;
        assertFound(log.audit(log.checkpoint(SIZE)), Kind.FLIPPED, inside, inside);
        assertThat(log.audit().findings().getFirst().what()).contains("link");
        assertThat(log.audit(log.checkpoint(SIZE)).confirmed()).isEqualTo(1);

        export.at(SIZE).link()[5] ^= 1;
        assertFound(export.audit(), Kind.FLIPPED, SIZE, SIZE);
    }

    @Test
    void a_link_that_was_taken_away_is_missed() {
        long alone = log.aloneFrom(500);
        log.events.set((int) alone - 1, log.at(alone).with(null));
        assertFound(log.audit(log.checkpoint(SIZE)), Kind.FLIPPED, alone, alone);
    }

    @Test
    void other_words_are_found_to_the_transaction_or_where_leaves_are_stated_to_the_event() {
        long alone = log.aloneFrom(700);
        log.says(alone, "a lie");
        assertFound(log.audit(), Kind.ALTERED, alone, alone);

        export.says(701, "a lie");
        export.says(702, "another");
        assertThat(export.audit().findings()).extracting(Finding::kind).containsOnly(Kind.ALTERED);
        assertThat(export.audit().findings()).allMatch(found -> found.from() >= 701 && found.to() <= 702);
    }

    @Test
    void a_lie_with_a_leaf_to_match_is_found_too() {
        export.says(700, "a lie");
        Written liar = Written.log(SIZE, "word", true);
        AuditedEvent lie = export.at(700);
        byte[] leaf = Transaction.leaf(new org.besik.proofs.EventHash(), lie);
        liar.events.set(
                699,
                new AuditedEvent(
                        700, lie.type(), lie.revision(), lie.metadata(), lie.tags(), lie.payload(), leaf, lie.link()));
        assertThat(liar.audit().findings()).singleElement().satisfies(found -> {
            assertThat(found.kind()).isEqualTo(Kind.ALTERED);
            assertThat(found.from()).isLessThanOrEqualTo(700);
            assertThat(found.to()).isBetween(700L, 702L);
        });
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 500, 2_400})
    void missing_events_are_named(long position) {
        log.events.subList((int) position - 1, (int) position + 4).clear();
        assertFound(log.audit(log.checkpoint(0)), Kind.DELETED, position, position + 4);
    }

    @Test
    void many_missing_events_are_named() {
        log.events.subList(200, 1_900).clear();
        assertFound(log.audit(log.checkpoint(100)), Kind.DELETED, 201, 1_900);
    }

    @Test
    void closing_the_ranks_does_not_hide_a_deletion() {
        long alone = log.aloneFrom(1_000);
        log.removeAndRenumber(alone, alone);
        assertFound(log.audit(), Kind.DELETED, alone, alone);
    }

    @Test
    void events_that_nobody_recorded_are_found() {
        Written liar = Written.log(30, "word", false);
        liar.write(1, "invented");
        liar.events.addAll(log.events.subList(30, 300).stream()
                .map(event -> event.at(event.position() + 1))
                .toList());
        assertFound(liar.audit(), Kind.INSERTED, 31, 31);
    }

    @Test
    void lines_in_another_order_are_named() {
        Collections.swap(export.events, 20, 21);
        assertFound(export.audit(log.checkpoint(SIZE)), Kind.REORDERED, 21, 21);
    }

    @Test
    void an_event_that_was_moved_far_is_named() {
        export.events.add(export.events.remove(4));
        assertFound(export.audit(), Kind.REORDERED, 5, 5);
    }

    @Test
    void an_event_that_stands_twice_is_named() {
        export.events.add(30, export.at(7));
        assertFound(export.audit(), Kind.REPEATED, 7, 7);
    }

    @Test
    void contents_that_changed_places_are_named() {
        log.swapContents(100, 101);
        assertFound(log.audit(), Kind.REORDERED, 100, 101);
        log.swapContents(100, 101);
        log.swapContents(50, 2_000);
        assertFound(log.audit(), Kind.REORDERED, 50, 2_000);
    }

    @Test
    void rows_that_changed_places_are_named() {
        long one = log.aloneFrom(100);
        long other = log.aloneFrom(800);
        log.swapRows(one, other);
        assertFound(log.audit(), Kind.REORDERED, one, other);
    }

    @Test
    void a_missing_end_is_found_by_a_checkpoint() {
        Evidence kept = log.checkpoint(SIZE);
        while (log.events.size() > 2_000 || log.events.getLast().link() == null) {
            log.events.removeLast();
        }
        assertThat(log.audit().isWhole()).isTrue();
        assertFound(log.audit(kept), Kind.TRUNCATED, log.events.size() + 1, SIZE);
    }

    @Test
    void a_transaction_that_was_cut_is_found_without() {
        while (log.events.getLast().link() != null) {
            log.events.removeLast();
        }
        assertThat(log.audit().findings())
                .singleElement()
                .satisfies(found -> assertThat(found.kind()).isEqualTo(Kind.TRUNCATED));
    }

    @Test
    void a_history_that_was_rewritten_as_a_whole_does_not_fit_what_was_signed() {
        Evidence early = log.checkpoint(1_000);
        Evidence late = log.checkpoint(2_000);
        while (log.events.size() > 1_500 || log.events.getLast().link() == null) {
            log.events.removeLast();
        }
        int kept = log.events.size();
        while (log.events.size() < SIZE) {
            log.write(1, "another word");
        }
        assertThat(log.audit().isWhole()).isTrue();
        assertFound(log.audit(early, late), Kind.REWRITTEN, 1_001, 2_000);

        // A tree beside the log that still remembers narrows it down
        Written before = Written.log(SIZE, "word", false);
        var remembered = new java.util.HashMap<Long, byte[]>();
        var tree = new org.besik.proofs.MerkleFrontier((level, number, hash) -> {
            if (level == 8) {
                remembered.put(number, hash);
            }
        });
        before.events.forEach(event -> tree.add(Transaction.leaf(new org.besik.proofs.EventHash(), event)));
        var audit = new LogAudit(List.of(early, late), (level, number) -> remembered.get(number), 8, 1, 0);
        log.events.forEach(audit::add);
        assertFound(audit.finish(), Kind.REWRITTEN, kept / 256 * 256 + 1, 2_000);
    }

    @Test
    void two_histories_under_one_key_are_a_split_view() {
        Written other = Written.log(SIZE, "word", false);
        other.events.subList(2_000, SIZE).clear();
        while (other.events.getLast().link() == null) {
            other.events.removeLast();
        }
        while (other.events.size() < SIZE) {
            other.write(1, "for others");
        }
        assertFound(log.audit(log.checkpoint(2_900), other.checkpoint(2_800)), Kind.SPLIT_VIEW, 1, 2_800);
        assertFound(
                log.audit(log.checkpoint(1_900), log.checkpoint(2_900), other.checkpoint(2_800)),
                Kind.SPLIT_VIEW,
                1,
                2_800);
        assertFound(log.audit(log.checkpoint(2_800), other.checkpoint(2_800)), Kind.SPLIT_VIEW, 1, 2_800);
        assertFound(log.audit(other.checkpoint(2_800)), Kind.REWRITTEN, 1, 2_800);
        assertThat(log.audit(other.checkpoint(2_800)).findings().getFirst().what())
                .contains("split view");
    }

    @Test
    void a_forged_checkpoint_convinces_nobody() {
        String note = log.note(SIZE);
        assertFound(
                log.audit(Evidence.of("a friend", note.replace("\n3000\n", "\n2999\n"), Written.KEY.verifier())),
                Kind.BAD_SIGNATURE,
                0,
                0);
        NoteSigner stranger = NoteSigner.generate("example.com/log");
        assertFound(log.audit(Evidence.of("a friend", note, stranger.verifier())), Kind.BAD_SIGNATURE, 0, 0);
        assertFound(log.audit(Evidence.of("a friend", "nonsense", Written.KEY.verifier())), Kind.BAD_SIGNATURE, 0, 0);
    }

    @Test
    void what_cannot_be_read_is_not_called_deleted() {
        var audit = new LogAudit(List.of());
        for (AuditedEvent event : export.events) {
            if (event.position() == 77) {
                audit.unreadable("line 77 is no event");
            } else {
                audit.add(event);
            }
        }
        assertFound(audit.finish(), Kind.UNREADABLE, 77, 77);
    }

    @Test
    void a_part_is_checked_by_its_own_chain() {
        var audit = new LogAudit(List.of(log.checkpoint(SIZE)), (level, number) -> null, -1, 1_001, 2_000);
        export.events.subList(1_000, 2_000).forEach(audit::add);
        Report report = audit.finish();
        assertThat(report.findings()).isEmpty();
        assertThat(report.remarks()).anyMatch(remark -> remark.contains("no tree"));

        var cut = new LogAudit(List.of(), (level, number) -> null, -1, 1_001, 2_000);
        export.events.subList(1_000, 1_900).forEach(cut::add);
        assertThat(cut.finish().findings()).anyMatch(found -> found.kind() == Kind.TRUNCATED && found.to() == 2_000);
    }

    @Test
    void a_log_in_which_nothing_fits_is_told_in_bounded_time() {
        Written other = Written.log(SIZE, "other word", false);
        for (int i = 0; i < SIZE; i++) {
            log.events.set(i, log.events.get(i).with(other.events.get(i).link()));
        }
        assertThat(log.audit().isWhole()).isFalse();
    }
}
