package org.besik.query.untracked;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** A past stretch is found on each of its days, once, and by a question that reads little else. */
class BlocksProperties {

    private static final int EARLIEST = day("2006-01-01");
    private static final int DAYS = 8_000;

    @Property
    void each_day_of_a_stretch_lies_in_one_piece_of_a_block_that_holds_the_day(
            @ForAll @IntRange(max = DAYS) int from,
            @ForAll @IntRange(min = 1, max = DAYS) int length,
            @ForAll @IntRange(max = DAYS) int later) {
        var stretch = new Span(EARLIEST + from, EARLIEST + from + length);

        int next = stretch.from();
        for (Blocks.Piece piece : Blocks.pieces(stretch, stretch.until() - 1 + later)) {
            assertThat(piece.days().from()).isEqualTo(next);
            next = piece.days().until();
            for (int day = piece.days().from(); day < next; day++) {
                assertThat(Blocks.of(Clocks.date(day))).contains(piece.block());
            }
        }
        assertThat(next).isEqualTo(stretch.until());
    }

    @Property
    void a_piece_takes_up_a_sixth_of_its_block_so_that_who_asks_for_a_day_passes_over_few(
            @ForAll @IntRange(max = DAYS) int from, @ForAll @IntRange(min = 1, max = DAYS) int length) {
        var stretch = new Span(EARLIEST + from, EARLIEST + from + length);

        assertThat(Blocks.pieces(stretch, stretch.until() + DAYS))
                .filteredOn(piece -> !isMonth(piece))
                .allSatisfy(
                        piece -> assertThat(6 * days(piece)).isGreaterThanOrEqualTo(blockDays(piece.days(), piece)));
    }

    @Property
    void what_ended_of_late_lies_in_no_long_block_that_holds_the_last_day(
            @ForAll @IntRange(max = DAYS) int from, @ForAll @IntRange(min = 1, max = DAYS) int length) {
        var stretch = new Span(EARLIEST + from, EARLIEST + from + length);
        int last = stretch.until() - 1;

        assertThat(Blocks.pieces(stretch, last))
                .filteredOn(piece -> Blocks.of(Clocks.date(last)).contains(piece.block()))
                .allSatisfy(piece -> assertThat(isMonth(piece)).isTrue());
    }

    @Property
    void stretches_that_ended_before_are_cut_as_they_were_when_the_past_grows(
            @ForAll @IntRange(max = DAYS) int from,
            @ForAll @IntRange(min = 1, max = 900) int length,
            @ForAll @IntRange(max = 900) int before,
            @ForAll @IntRange(max = 900) int after) {
        var stretch = new Span(EARLIEST + from, EARLIEST + from + length);
        int last = stretch.until() - 1 + before;
        int lastNow = last + after;

        if (stretch.until() <= Blocks.cutAnewFrom(last, lastNow)) {
            assertThat(Blocks.pieces(stretch, lastNow)).isEqualTo(Blocks.pieces(stretch, last));
        }
    }

    @Example
    void a_silence_of_years_is_a_few_pieces() {
        var silence = new Span(day("2010-11-28"), day("2026-01-09"));

        assertThat(Blocks.pieces(silence, day("2026-09-29")))
                .extracting(Blocks.Piece::block)
                .containsExactly("2008+8", "2016+8", "2024", "2025", "2026-01");
    }

    @Example
    void the_blocks_of_a_day_are_named_as_people_name_them() {
        assertThat(Blocks.of(LocalDate.of(2026, 11, 26))).isEqualTo(List.of("2026-11", "2026-Q4", "2026", "2024+8"));
    }

    private static boolean isMonth(Blocks.Piece piece) {
        return piece.block().matches("\\d{4}-\\d{2}");
    }

    private static int days(Blocks.Piece piece) {
        return piece.days().until() - piece.days().from();
    }

    /** How many days a block has: those on which it holds the day, around a piece of it. */
    private static int blockDays(Span piece, Blocks.Piece of) {
        int first = piece.from();
        while (Blocks.of(Clocks.date(first - 1)).contains(of.block())) {
            first--;
        }
        int next = piece.until();
        while (Blocks.of(Clocks.date(next)).contains(of.block())) {
            next++;
        }
        return next - first;
    }

    private static int day(String date) {
        return Clocks.day(LocalDate.parse(date));
    }
}
