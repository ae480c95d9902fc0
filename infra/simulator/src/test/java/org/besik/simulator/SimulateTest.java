package org.besik.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SimulateTest {

    private static final Simulation.Settings SETTINGS =
            new Simulation.Settings(60, 5, LocalDate.of(2025, 9, 1), LocalDate.of(2026, 3, 31));

    @TempDir
    Path folder;

    private final StringWriter complaints = new StringWriter();

    private int simulate(String... more) {
        var arguments = new ArrayList<>(
                List.of("--children", "60", "--seed", "5", "--from", "2025-09-01", "--to", "2026-03-31"));
        arguments.addAll(List.of(more));
        return Simulate.commandLine()
                .setErr(new PrintWriter(complaints, true))
                .execute(arguments.toArray(String[]::new));
    }

    @Test
    void writes_the_second_nation_and_its_truth_when_asked_for_it() throws Exception {
        Path facts = folder.resolve("facts.ndjson");
        Path truth = folder.resolve("truth.ndjson");
        assertThat(simulate("--generator", "DAYS", "--out", facts.toString(), "--truth", truth.toString()))
                .as(complaints.toString())
                .isZero();

        var lines = new StringBuilder();
        var truths = new ArrayList<Truth>();
        try (var daily = Simulation.daily(SETTINGS, truths::add, done -> {})) {
            daily.deliver(line -> lines.append(new String(line.line(), StandardCharsets.UTF_8)));
        }
        assertThat(facts).hasContent(lines.toString());
        assertThat(truth)
                .hasContent(truths.stream()
                        .map(each -> new String(each.line(), StandardCharsets.UTF_8))
                        .collect(Collectors.joining()));
    }

    @Test
    void writes_the_first_nation_when_not_asked_for_another() throws Exception {
        Path lives = folder.resolve("lives.ndjson");
        Path days = folder.resolve("days.ndjson");
        assertThat(simulate("--out", lives.toString())).isZero();
        assertThat(simulate("--generator", "DAYS", "--out", days.toString())).isZero();
        assertThat(Files.readString(lives)).isNotEmpty().isNotEqualTo(Files.readString(days));
    }

    @Test
    void refuses_rates_for_a_nation_that_has_none() {
        assertThat(simulate("--generator", "DAYS", "--nation", "nowhere.json")).isEqualTo(2);
        assertThat(complaints.toString()).contains("--nation has rates of lives: --generator DAYS knows none");
    }

    @Test
    void says_how_many_days_of_the_second_nation_are_over() throws Exception {
        var over = new ArrayList<Integer>();
        Simulation.daily(SETTINGS, each -> {}, over::add).close();
        assertThat(over).hasSize(212).isSorted().startsWith(1).endsWith(212);
    }
}
