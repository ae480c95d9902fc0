package org.besik.query.records;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class PackingTest {

    private static final String VISIT = "contact.ContactRecorded1{\"eventId\":\"6f1ed002-ac9d-4cc6-b6a7-cd51f4a5b7de\","
            + "\"occurredOn\":\"2026-02-03\",\"recordedAt\":\"2026-03-01T10:00:00Z\",\"agency\":\"polyclinic-7\","
            + "\"agencyService\":\"HEALTH\",\"ref\":\"v-81\",\"reporter\":\"hub\",\"region\":\"KZ-47\"}"
            + "{\"childId\":\"0b1d3f9e-5a8e-4f16-b870-b00ef985c881\",\"service\":\"HEALTH\",\"strength\":\"SEEN\"}";

    @Property
    void whatever_is_packed_comes_back(@ForAll @Size(max = 5_000) byte[] plain) {
        assertThat(Packing.unpack(Packing.pack(plain))).isEqualTo(plain);
    }

    @Test
    void a_visit_takes_less_than_half() {
        byte[] plain = VISIT.getBytes(UTF_8);
        byte[] packed = Packing.pack(plain);
        assertThat(packed.length).isLessThan(plain.length / 2);
        assertThat(Packing.unpack(packed)).isEqualTo(plain);
    }

    @Test
    void what_was_not_packed_or_is_cut_short_is_refused() {
        byte[] packed = Packing.pack(VISIT.getBytes(UTF_8));
        assertThatThrownBy(() -> Packing.unpack(Arrays.copyOf(packed, packed.length / 2)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Packing.unpack(VISIT.getBytes(UTF_8))).isInstanceOf(IllegalArgumentException.class);
        assertThat(Packing.unpack(packed)).isEqualTo(VISIT.getBytes(UTF_8));
    }
}
