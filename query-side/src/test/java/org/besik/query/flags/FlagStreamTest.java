package org.besik.query.flags;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class FlagStreamTest {

    static final LocalDate MAY_1 = LocalDate.of(2026, 5, 1);

    final FlagStream stream = new FlagStream("e1");

    void tell(int number) {
        stream.tell(id -> new FlagChange(
                id,
                false,
                "child-" + number,
                "SILENT",
                MAY_1,
                MAY_1,
                number % 2 == 0 ? "KZ-71" : "KZ-75",
                null,
                false));
    }

    FlagStream.Reader listen(@Nullable String lastId) {
        return stream.listen(lastId, change -> true);
    }

    static List<String> heard(FlagStream.Reader reader) throws InterruptedException {
        var heard = new ArrayList<String>();
        for (FlagChange change = reader.next(0); change != null; change = reader.next(0)) {
            heard.add(change.childId());
        }
        return heard;
    }

    @Test
    void who_listens_hears_what_comes_from_then_on() throws Exception {
        tell(1);
        var reader = listen(null);
        tell(2);
        assertThat(heard(reader)).containsExactly("child-2");
        assertThat(reader.missed()).isFalse();
    }

    @Test
    void only_what_it_may_hear() throws Exception {
        var reader = stream.listen(null, change -> change.region().equals("KZ-71"));
        tell(1);
        tell(2);
        assertThat(heard(reader)).containsExactly("child-2");
    }

    @Test
    void who_comes_back_goes_on_after_what_it_heard_last() throws Exception {
        String before = listen(null).from;
        tell(1);
        tell(2);
        assertThat(heard(listen(before))).containsExactly("child-1", "child-2");
        assertThat(heard(listen("e1-1"))).containsExactly("child-2");
        assertThat(heard(listen("e1-2"))).isEmpty();
    }

    @Test
    void who_was_away_too_long_is_told_so() throws Exception {
        tell(0);
        for (int i = 1; i <= FlagStream.REMEMBERED + 1; i++) {
            tell(i);
        }
        assertThat(listen("e1-1").missed()).isTrue();
        assertThat(listen("e0-5").missed()).isTrue();
        assertThat(listen("e1-3").missed()).isFalse();
    }

    @Test
    void a_slow_reader_holds_up_nobody_and_is_told_that_it_missed_something() throws Exception {
        var slow = listen(null);
        for (int i = 0; i < 3 * FlagStream.WAITING; i++) {
            tell(i);
        }
        assertThat(slow.missed()).isTrue();
        assertThat(slow.missed()).isFalse();
        assertThat(heard(slow).size()).isLessThanOrEqualTo(FlagStream.WAITING);
    }

    @Test
    void who_leaves_is_forgotten() {
        listen(null).close();
        assertThat(stream.readers()).isZero();
    }
}
