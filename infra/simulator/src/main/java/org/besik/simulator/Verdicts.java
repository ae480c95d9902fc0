package org.besik.simulator;

import java.util.ArrayList;
import java.util.List;

/** What is true of a life: when the child was really lost, and when it should have been listed. */
final class Verdicts {

    private Verdicts() {}

    static List<Truth> of(Life life, int from, int to, List<String> regions) {
        Child child = life.child();
        var truths = new ArrayList<Truth>();
        truths.add(new Truth.Person(
                child.index(),
                child.register(),
                child.iin(),
                child.born(),
                child.majority(),
                life.diedOn() == Days.NEVER ? null : life.diedOn(),
                life.known()));
        if (!life.known()) {
            return truths;
        }
        for (Away away : life.aways()) {
            lost(truths, life, away.from(), away.until(), away.how(), from, to);
        }
        for (Truth.Due due : Policy.of(life, from, to, regions)) {
            if (due.reason() != Truth.Reason.SILENT) {
                truths.add(due);
                continue;
            }
            for (Truth.Due unseen : whileUnseen(life, due, to)) {
                truths.add(unseen);
                if (life.aways().stream()
                        .noneMatch(away -> away.from() <= unseen.dueOn() && unseen.dueOn() < away.until())) {
                    lost(truths, life, unseen.since() + 1, unseen.until(), Away.How.VISITS_SKIPPED, from, to);
                }
            }
        }
        return truths;
    }

    private static void lost(List<Truth> truths, Life life, int begin, int end, Away.How how, int from, int to) {
        int day = begin;
        while (day < Math.min(end, to + 1)) {
            if (!life.isHere(day)) {
                day++;
                continue;
            }
            int first = day;
            while (day < Math.min(end, to + 1) && life.isHere(day)) {
                day++;
            }
            if (day > from) {
                truths.add(new Truth.Lost(
                        life.child().index(), lastSeen(life, first), first, day > to ? Days.NEVER : day, how.name()));
            }
        }
    }

    private static @org.jspecify.annotations.Nullable Integer lastSeen(Life life, int before) {
        int last = -Days.NEVER;
        for (Happening each : life.happenings()) {
            if (each.day() < before
                    && each.happened()
                    && each.what() instanceof What.Contact contact
                    && contact.strength() == What.Strength.SEEN) {
                last = Math.max(last, each.day());
            }
        }
        for (Life.Spell spell : life.learning()) {
            if (spell.from() < before) {
                last = Math.max(last, Math.min(before, spell.until()) - 1);
            }
        }
        return last == -Days.NEVER ? null : last;
    }

    /**
     * The rules count months of presence, so that in the last days of September they list pupils who sit in class. Who is at
     * school is seen every day.
     */
    private static List<Truth.Due> whileUnseen(Life life, Truth.Due due, int to) {
        var unseen = new ArrayList<Truth.Due>();
        int day = due.dueOn();
        int end = Math.min(due.until(), to + 1);
        while (day < end) {
            while (day < end && life.isLearning(day)) {
                day++;
            }
            int first = day;
            while (day < end && !life.isLearning(day)) {
                day++;
            }
            if (first < day) {
                unseen.add(new Truth.Due(
                        due.child(),
                        due.reason(),
                        due.since(),
                        first,
                        day > to ? Days.NEVER : Math.min(day, due.until())));
            }
        }
        return unseen;
    }
}
