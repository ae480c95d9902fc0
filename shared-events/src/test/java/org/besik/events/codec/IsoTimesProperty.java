package org.besik.events.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;

class IsoTimesProperty {

    @Property
    void every_day_is_read_as_it_was_written(@ForAll @LongRange(min = -800_000, max = 3_000_000) long epochDay) {
        LocalDate day = LocalDate.ofEpochDay(epochDay);
        assertThat(IsoTimes.day(day.toString())).isEqualTo(day);
    }

    @Property
    void every_instant_is_read_as_it_was_written(
            @ForAll @LongRange(min = -70_000_000_000L, max = 260_000_000_000L) long second,
            @ForAll @IntRange(max = 999_999_999) int nanos,
            @ForAll @IntRange(max = 9) int digits) {
        int unit = (int) Math.pow(10, 9 - digits);
        Instant instant = Instant.ofEpochSecond(second, nanos / unit * unit);
        assertThat(IsoTimes.instant(instant.toString())).isEqualTo(instant);
    }

    @Example
    void other_forms_are_left_to_the_jdk() {
        assertThat(IsoTimes.instant("2026-03-04T08:00:00+05:00")).isEqualTo(Instant.parse("2026-03-04T03:00:00Z"));
        assertThat(IsoTimes.instant("2026-03-04T24:00:00Z")).isEqualTo(Instant.parse("2026-03-05T00:00:00Z"));
        for (String wrong : new String[] {"", "2026-3-4", "2026-02-30", "2026-13-01", "2026-03-04T", "2o26-03-04"}) {
            assertThatThrownBy(() -> IsoTimes.day(wrong)).as(wrong).isInstanceOf(DateTimeException.class);
            assertThatThrownBy(() -> IsoTimes.instant(wrong + "T08:00:00Z"))
                    .as(wrong)
                    .isInstanceOf(DateTimeException.class);
        }
    }
}
