package org.besik.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MetricsTest {

    @Test
    void a_build_is_at_the_first_step_that_is_not_done() {
        assertThat(Metrics.step(samples(1, 1, 0.4, 0))).isEqualTo("indexes");
        assertThat(Metrics.step(samples(0.2, 0, 0, 0))).isEqualTo("facts");
    }

    @Test
    void what_is_built_or_cannot_be_asked_is_at_none() {
        assertThat(Metrics.step(samples(1, 1, 1, 1))).isEmpty();
        assertThat(Metrics.step(Map.of())).isEmpty();
    }

    private static Map<String, Double> samples(double... parts) {
        var samples = new HashMap<String, Double>();
        List<String> steps = List.of("facts", "lives", "indexes", "likeness");
        for (int i = 0; i < parts.length; i++) {
            samples.put("besik_projection_build{application=\"besik\",step=\"" + steps.get(i) + "\"}", parts[i]);
        }
        return samples;
    }
}
