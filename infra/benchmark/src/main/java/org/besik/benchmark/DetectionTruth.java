package org.besik.benchmark;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.besik.simulator.Truth;
import org.jspecify.annotations.Nullable;

/** What is true of a simulated nation, by child. */
final class DetectionTruth {

    private final Map<Integer, Truth.Person> people = new HashMap<>();
    private final List<Truth.Due> due = new ArrayList<>();
    private final Map<Integer, List<Truth.Due>> dueOf = new HashMap<>();
    private final Map<Integer, List<Truth.Lost>> lostOf = new HashMap<>();
    private final Map<Integer, List<Truth.Explained>> explainedOf = new HashMap<>();

    void learn(Truth truth) {
        switch (truth) {
            case Truth.Person person -> people.put(person.child(), person);
            case Truth.Due one -> {
                due.add(one);
                dueOf.computeIfAbsent(one.child(), child -> new ArrayList<>()).add(one);
            }
            case Truth.Lost one ->
                lostOf.computeIfAbsent(one.child(), child -> new ArrayList<>()).add(one);
            case Truth.Explained one ->
                explainedOf
                        .computeIfAbsent(one.child(), child -> new ArrayList<>())
                        .add(one);
            case Truth.SameChild same -> {}
            case Truth.Twins twins -> {}
        }
    }

    Map<Integer, Truth.Person> people() {
        return people;
    }

    List<Truth.Due> due() {
        return due;
    }

    /** Whether a child should be listed for a reason; for any reason of loss where it is null. */
    boolean isDue(int child, Truth.@Nullable Reason reason, LocalDate day) {
        return dueOf.getOrDefault(child, List.of()).stream()
                .anyMatch(one -> (reason == null ? one.reason().isLoss() : one.reason() == reason) && one.covers(day));
    }

    boolean isLost(int child, LocalDate day) {
        return lostOf.getOrDefault(child, List.of()).stream().anyMatch(one -> one.covers(day));
    }

    /** How the child got lost; empty: it is not. */
    String how(int child, LocalDate day) {
        return lostOf.getOrDefault(child, List.of()).stream()
                .filter(one -> one.covers(day))
                .map(Truth.Lost::how)
                .findFirst()
                .orElse("");
    }

    /** Why a child that is listed may only look lost. */
    List<String> explanations(int child, LocalDate day) {
        return explainedOf.getOrDefault(child, List.of()).stream()
                .filter(one -> one.covers(day))
                .map(Truth.Explained::why)
                .distinct()
                .sorted()
                .toList();
    }
}
