package org.besik.events;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RegionsTest {

    static List<Regions.Region> read(String json) throws IOException {
        return Regions.read(new ByteArrayInputStream(json.getBytes(UTF_8)));
    }

    @Test
    void kazakhstan_has_twenty_regions_with_a_tile_and_an_abbreviation_in_each_language() {
        assertThat(Regions.codes()).hasSize(20).isSorted().contains("KZ-71", "KZ-10");
        assertThat(Regions.all())
                .allSatisfy(region -> assertThat(region.shortNames()).containsOnlyKeys("kk", "ru", "en"));
    }

    @Test
    void another_country_loads_its_own() throws IOException {
        assertThat(read("""
                [{"code": "KG-GB", "column": 1, "row": 0, "short": {"ky": "БИШ"}, "name": {"ky": "Бишкек"}},
                 {"code": "KG-C", "column": 0, "row": 0}]""")).extracting(Regions.Region::code).containsExactly("KG-C", "KG-GB");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[]",
                "[{\"code\": \"KG-C\"}]",
                "[{\"code\": \"\", \"column\": 0, \"row\": 0}]",
                "[{\"code\": \"KG-C\", \"column\": 0, \"row\": 0}, {\"code\": \"KG-C\", \"column\": 1, \"row\": 0}]",
                "[{\"code\": \"KG-C\", \"column\": 0, \"row\": 0}, {\"code\": \"KG-B\", \"column\": 0, \"row\": 0}]"
            })
    void a_file_that_would_hide_a_region_is_refused(String json) {
        assertThatIllegalArgumentException().isThrownBy(() -> read(json));
    }
}
