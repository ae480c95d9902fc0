package org.besik.benchmark;

import java.io.IOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.function.BiConsumer;
import org.besik.query.untracked.UntrackedItem;
import org.besik.simulator.Delivered;
import org.besik.simulator.Simulation;
import org.jspecify.annotations.Nullable;

/**
 * Delivers a simulated nation to Besik day by day, as a hub would, and asks for the list as on that day before the next
 * day's lines arrive: nobody knows then what is reported later.
 */
final class DetectionRun {

    private final DetectionRegister register;
    private final Baselines baselines;
    private final DetectionScore score;
    private final LocalDate firstJudged;
    private final int every;
    private final BiConsumer<Long, LocalDate> progress;
    private long delivered;
    private @Nullable LocalDate day;

    /**
     * @param firstJudged the first day on which the list is compared with the truth
     * @param every days from one comparison to the next
     * @param progress gets the lines delivered so far and the day
     */
    DetectionRun(
            DetectionRegister register,
            Baselines baselines,
            DetectionScore score,
            LocalDate firstJudged,
            int every,
            BiConsumer<Long, LocalDate> progress) {
        this.register = register;
        this.baselines = baselines;
        this.score = score;
        this.firstJudged = firstJudged;
        this.every = every;
        this.progress = progress;
    }

    void run(Simulation simulation) throws IOException {
        simulation.deliver(this::deliver);
        if (day != null) {
            judge(day);
        }
    }

    private void deliver(Delivered line) throws IOException {
        LocalDate before = day;
        if (before != null && !before.equals(line.day())) {
            judge(before);
        }
        day = line.day();
        register.deliver(line);
        baselines.learn(line);
        delivered++;
    }

    private void judge(LocalDate on) throws IOException {
        progress.accept(delivered, on);
        if (on.isBefore(firstJudged) || (on.toEpochDay() - firstJudged.toEpochDay()) % every != 0) {
            return;
        }
        var items = new ArrayList<UntrackedItem>();
        register.list(on, items::add);
        var listed = new ArrayList<DetectionScore.Listed>();
        for (UntrackedItem item : items) {
            int child = register.child(item.childId());
            for (UntrackedItem.Why why : item.reasons()) {
                listed.add(new DetectionScore.Listed(
                        child, item.childId(), why.reason().name(), why.dueOn()));
            }
        }
        score.judge(on, listed, baselines);
    }
}
