package org.besik.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import jdk.jfr.Recording;
import org.besik.benchmark.Profile.Share;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProfileTest {

    private static volatile long result;

    private static void spin() {
        long end = System.nanoTime() + Duration.ofMillis(600).toNanos();
        long n = 0;
        while (System.nanoTime() < end) {
            n = 31 * n + 7;
        }
        result = n;
    }

    private static Path recorded(Path folder) throws Exception {
        Path file = folder.resolve("spinning.jfr");
        try (var recording = new Recording()) {
            recording.enable("jdk.ExecutionSample").withPeriod(Duration.ofMillis(10));
            recording.start();
            List<Thread> threads = Stream.of("spinner-1", "spinner-2")
                    .map(name -> Thread.ofPlatform().name(name).start(ProfileTest::spin))
                    .toList();
            for (Thread thread : threads) {
                thread.join();
            }
            recording.stop();
            recording.dump(file);
        }
        return file;
    }

    @Test
    void says_which_threads_packages_and_methods_were_at_work(@TempDir Path folder) throws Exception {
        Profile profile = Profile.read(recorded(folder), Instant.EPOCH);

        assertThat(profile.size()).isPositive();
        assertThat(profile.byThread())
                .extracting(Share::name)
                .contains("spinner-N")
                .doesNotContain("spinner-1");
        assertThat(profile.byPackage().getFirst().name()).isEqualTo("benchmark");
        assertThat(profile.byMethod("spinner", Map.of("ProfileTest.spin", "spinning")))
                .containsExactly(new Share("spinning", 100, 100));
        Path page = folder.resolve("flame.html");
        profile.writeFlames("Spinning", page);
        assertThat(Files.readString(page)).contains("<h1>Spinning", "spin");
    }

    @Test
    void leaves_out_what_was_sampled_before(@TempDir Path folder) throws Exception {
        Path recording = recorded(folder);

        assertThat(Profile.read(recording, Instant.now()).size()).isZero();
    }
}
