package org.besik.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The commands of the README, as somebody types them who gets it wrong. */
class CommandsTest {

    private record Ended(int code, String output) {}

    @ParameterizedTest
    @ValueSource(
            strings = {
                "infra/run",
                "infra/test",
                "infra/bench",
                "infra/simulate",
                "infra/verify",
                "infra/lib.sh",
                ".ci/run"
            })
    void a_plain_shell_understands_them(String command) throws Exception {
        assertThat(run(Map.of(), "sh", "-n", Project.ROOT.resolve(command).toString()))
                .isEqualTo(new Ended(0, ""));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--nonsense",
                "--port",
                "--port=0",
                "--port=65536",
                "--port=http",
                "--data=",
                "--column=big",
                "--side=query",
                "--column=cluster"
            })
    void wrong_options_are_answered_with_the_right_ones(String option) throws Exception {
        Ended ended = run(Map.of(), Project.ROOT.resolve("infra/run").toString(), option);

        assertThat(ended.code()).isEqualTo(2);
        assertThat(ended.output())
                .startsWith("infra/run: ")
                .contains(
                        "Usage: infra/run [--port PORT] [--data DIR] [--demo] [--column cluster [--side command|query]]");
    }

    @Test
    void no_demo_is_loaded_into_the_side_that_only_answers() throws Exception {
        Ended ended = run(
                Map.of(),
                Project.ROOT.resolve("infra/run").toString(),
                "--column",
                "cluster",
                "--side",
                "query",
                "--demo");

        assertThat(ended.code()).isEqualTo(2);
        assertThat(ended.output()).startsWith("infra/run: --demo loads facts, and the query side takes none");
    }

    @Test
    void help_is_no_mistake() throws Exception {
        Ended ended = run(Map.of(), Project.ROOT.resolve("infra/run").toString(), "--help");

        assertThat(ended.code()).isZero();
        assertThat(ended.output()).startsWith("Usage: infra/run");
    }

    @Test
    void an_old_jdk_is_passed_over(@TempDir Path old) throws Exception {
        Path bin = java.nio.file.Files.createDirectories(old.resolve("bin"));
        for (String tool : List.of("java", "javac")) {
            Path script = java.nio.file.Files.writeString(bin.resolve(tool), "#!/bin/sh\necho javac 17.0.15\n");
            assertThat(script.toFile().setExecutable(true)).isTrue();
        }
        String shell =
                "set -eu; ROOT=.; . '" + Project.ROOT.resolve("infra/lib.sh") + "'; find_jdk; echo \"$JAVA_HOME\"";

        String path = Path.of(System.getProperty("java.home"), "bin") + ":" + System.getenv("PATH");

        Ended ended = run(Map.of("JAVA_HOME", old.toString(), "PATH", path), "sh", "-c", shell);

        assertThat(ended.code()).isZero();
        assertThat(Path.of(ended.output().strip())).isNotEqualTo(old).exists();
    }

    private static Ended run(Map<String, String> environment, String... command)
            throws IOException, InterruptedException {
        var builder = new ProcessBuilder(new ArrayList<>(List.of(command))).redirectErrorStream(true);
        builder.environment().keySet().removeAll(List.of("BESIK_MONGO_URI", "BESIK_KAFKA"));
        builder.environment().putAll(environment);
        Process process = builder.start();
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Ended(process.waitFor(), output);
    }
}
