package org.besik.scenarios;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DemoTest {

    @TempDir
    Path data;

    @Test
    void with_another_issuer_there_is_no_demo_and_nobody_waits_for_it() {
        try (Besik besik =
                Besik.startWithDemo(data, Map.of("besik.issuer-uri", "https://issuer.invalid/realms/children"))) {
            Awaitility.await().atMost(Duration.ofMinutes(1)).until(besik::isReady);
        }
    }
}
