package org.besik.benchmark;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiPredicate;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.besik.simulator.Truth;
import org.jspecify.annotations.Nullable;

/**
 * Compares lists with the truth, day by day.
 *
 * <p>Recall: of the children who should be listed on a day, the share that is; all days taken together. Precision: of those
 * listed, the share that should be or is really lost; somebody who knew everything would list them, too. Strict precision:
 * the share that is really lost, so that a child counts as a mistake that is looked after and only owed something, like a
 * place at school. Spells: of the times that a child should be listed, those on which it ever was. Delay: days from the policy date to the first day on which the child is
 * listed; of those never listed there is none, they count in recall.
 */
final class DetectionScore {

    /** Every reason by which a child counts as lost. */
    static final String LOST = "LOST";

    /** So long the domain lets a feed explain a silence. */
    private static final int EXPLAINED_DAYS = 60;

    private static final Map<String, Truth.Reason> REASONS =
            Arrays.stream(Truth.Reason.values()).collect(Collectors.toMap(Truth.Reason::name, reason -> reason));

    /** Before the reason and cause of mistakes among the checks. */
    static final String MISTAKE = "mistake: ";

    private final long seed;
    private final DetectionTruth truth;
    private final Consumer<String> findings;
    private final Map<Row, Sums> sums = new LinkedHashMap<>();
    private final Map<String, Integer> mistakes = new TreeMap<>();
    private final Map<String, Integer> unmeasured = new TreeMap<>();
    private final Map<String, int[]> byHow = new TreeMap<>();
    private final Set<String> told = new HashSet<>();
    private @Nullable LocalDate firstDay;
    private long closedListed;
    private long closedSuspected;
    private long adultsListed;
    private long onlyFeedDown;
    private long feedDownTooLong;
    private long lostWrong;

    /** A child on Besik's list, for one reason. */
    record Listed(int child, String id, String reason, LocalDate dueOn) {}

    /** @param baseline null: Besik itself */
    record Row(@Nullable String baseline, String reason) {}

    /** What is counted for one way of listing. */
    private static final class Sums {
        long due;
        long hit;
        long listed;
        long right;
        long lost;
        final Set<Truth.Due> spells = new HashSet<>();
        final Set<Truth.Due> found = new HashSet<>();
        final Map<Truth.Due, LocalDate> firstListed = new HashMap<>();

        List<Long> delays() {
            return firstListed.entrySet().stream()
                    .map(one -> Math.max(
                            0, one.getValue().toEpochDay() - one.getKey().dueOn()))
                    .sorted()
                    .toList();
        }
    }

    /**
     * Figures of one way of listing at one seed.
     *
     * @param baseline null: Besik itself
     * @param strictPrecision NaN: the reason does not say that the child is lost
     * @param spells how many times a child should be listed for days without end between
     * @param dueChildDays how many (child, day) should be listed
     * @param delayMedianDays NaN: none was listed
     */
    record Figures(
            long seed,
            @Nullable String baseline,
            String reason,
            double recall,
            double precision,
            double strictPrecision,
            double delayMedianDays,
            double delayP90Days,
            long spells,
            long spellsFound,
            long dueChildDays,
            long listedChildDays) {}

    /** @param findings gets each mistake once, as a line */
    DetectionScore(long seed, DetectionTruth truth, Consumer<String> findings) {
        this.seed = seed;
        this.truth = truth;
        this.findings = findings;
    }

    void judge(LocalDate day, List<Listed> listed, Baselines baselines) {
        if (firstDay == null) {
            firstDay = day;
        }
        Map<String, Set<Integer>> besik = new HashMap<>();
        for (Listed one : listed) {
            besik.computeIfAbsent(one.reason(), reason -> new HashSet<>()).add(one.child());
            Truth.Reason reason = REASONS.get(one.reason());
            if (reason == null) {
                unmeasured.merge(one.reason(), 1, Integer::sum);
            } else if (reason.isLoss()) {
                besik.computeIfAbsent(LOST, all -> new HashSet<>()).add(one.child());
            }
            if (baselines.isClosed(one.child())) {
                boolean isSuspected = one.reason().equals("POSSIBLE_DUPLICATE");
                closedSuspected += isSuspected ? 1 : 0;
                closedListed += isSuspected ? 0 : 1;
            }
            adultsListed += baselines.isAdult(one.child(), day) ? 1 : 0;
        }
        score(null, day, reason -> besik.getOrDefault(reason, Set.of()));
        baselines.lists(day).forEach((name, children) -> score(name, day, reason -> children));
        explain(day, listed, besik.getOrDefault(LOST, Set.of()));
    }

    private void score(
            @Nullable String baseline, LocalDate day, java.util.function.Function<String, Set<Integer>> lists) {
        count(new Row(baseline, LOST), day, null, lists.apply(LOST), (child, on) -> truth.isDue(child, null, on));
        for (Truth.Reason reason : Truth.Reason.values()) {
            count(
                    new Row(baseline, reason.name()),
                    day,
                    reason,
                    lists.apply(reason.name()),
                    (child, on) -> baseline == null
                            ? truth.isDue(child, reason, on)
                            : truth.isDue(child, reason, on) || truth.isDue(child, null, on));
        }
    }

    private void count(
            Row row,
            LocalDate day,
            Truth.@Nullable Reason reason,
            Set<Integer> listed,
            BiPredicate<Integer, LocalDate> isRight) {
        Sums sum = sums.computeIfAbsent(row, key -> new Sums());
        Set<Integer> seen = new HashSet<>();
        for (Truth.Due due : truth.due()) {
            boolean counts = reason == null ? due.reason().isLoss() : due.reason() == reason;
            if (!counts || !due.covers(day)) {
                continue;
            }
            boolean hit = listed.contains(due.child());
            sum.spells.add(due);
            if (hit) {
                sum.found.add(due);
            }
            if (seen.add(due.child())) {
                sum.due++;
                sum.hit += hit ? 1 : 0;
            }
            if (hit && firstDay != null && due.dueOn() >= firstDay.toEpochDay()) {
                sum.firstListed.putIfAbsent(due, day);
            }
        }
        boolean isLoss = reason == null || reason.isLoss();
        for (int child : listed) {
            sum.listed++;
            boolean isLost = isLoss && truth.isLost(child, day);
            sum.lost += isLost ? 1 : 0;
            sum.right += isLost || isRight.test(child, day) ? 1 : 0;
        }
    }

    private void explain(LocalDate day, List<Listed> listed, Set<Integer> lost) {
        Set<Integer> wrong = new HashSet<>();
        for (Listed one : listed) {
            Truth.Reason reason = REASONS.get(one.reason());
            if (reason == null
                    || truth.isDue(one.child(), reason, day)
                    || (reason.isLoss() && (truth.isLost(one.child(), day) || truth.isDue(one.child(), null, day)))) {
                continue;
            }
            List<String> why = truth.explanations(one.child(), day);
            String cause = one.reason() + " " + (why.isEmpty() ? "no explanation" : String.join("+", why));
            mistakes.merge(cause, 1, Integer::sum);
            if (reason.isLoss() && wrong.add(one.child())) {
                lostWrong++;
                if (why.equals(List.of("FEED_SILENT"))) {
                    boolean isExplicable = one.reason().equals(Truth.Reason.SILENT.name())
                            && !day.isAfter(one.dueOn().plusDays(EXPLAINED_DAYS));
                    onlyFeedDown += isExplicable ? 1 : 0;
                    feedDownTooLong += isExplicable ? 0 : 1;
                }
            }
            tell("false", one.child(), one.id(), day, one.reason(), cause);
        }
        for (Truth.Due due : truth.due()) {
            if (due.reason().isLoss() && due.covers(day)) {
                boolean hit = lost.contains(due.child());
                String how = truth.how(due.child(), day);
                int[] counted = byHow.computeIfAbsent(how.isEmpty() ? "not lost" : how, key -> new int[2]);
                counted[0]++;
                counted[1] += hit ? 1 : 0;
                if (!hit) {
                    tell("missed", due.child(), "", day, due.reason().name(), how);
                }
            }
        }
    }

    private void tell(String what, int child, String id, LocalDate day, String reason, String cause) {
        if (told.add(what + child + reason)) {
            findings.accept(
                    "{\"seed\": %d, \"mistake\": \"%s\", \"child\": %d, \"childId\": \"%s\", \"day\": \"%s\", \"reason\": \"%s\", \"cause\": \"%s\"}"
                            .formatted(seed, what, child, id, day, reason, cause));
        }
    }

    List<Figures> figures() {
        var figures = new ArrayList<Figures>();
        sums.forEach((row, sum) -> {
            List<Long> delays = sum.delays();
            figures.add(new Figures(
                    seed,
                    row.baseline(),
                    row.reason(),
                    share(sum.hit, sum.due),
                    share(sum.right, sum.listed),
                    isLoss(row.reason()) ? share(sum.lost, sum.listed) : Double.NaN,
                    percentile(delays, 0.5),
                    percentile(delays, 0.9),
                    sum.spells.size(),
                    sum.found.size(),
                    sum.due,
                    sum.listed));
        });
        return figures;
    }

    private static double share(long part, long whole) {
        return whole == 0 ? Double.NaN : (double) part / whole;
    }

    private static boolean isLoss(String name) {
        Truth.Reason reason = REASONS.get(name);
        return reason == null || reason.isLoss();
    }

    private static double percentile(List<Long> ascending, double share) {
        return ascending.isEmpty() ? Double.NaN : ascending.get((int) Math.ceil(share * ascending.size()) - 1);
    }

    /** What must not happen at all, and where the mistakes come from: name and number, in reading order. */
    Map<String, Long> checks() {
        var checks = new LinkedHashMap<String, Long>();
        checks.put("recorded dead or abroad, and listed", closedListed);
        checks.put("the same, as a possible duplicate", closedSuspected);
        checks.put("of age, and listed", adultsListed);
        checks.put("silent only because a feed was down, and listed", onlyFeedDown);
        checks.put(
                "the same beyond the 60 days for which it explains a silence, or for another reason", feedDownTooLong);
        checks.put("listed as lost by mistake, in all", lostWrong);
        mistakes.forEach((cause, count) -> checks.put(MISTAKE + cause, (long) count));
        unmeasured.forEach((reason, count) -> checks.put("not measured: " + reason, (long) count));
        byHow.forEach((how, counted) -> checks.put("found of " + counted[0] + ", " + how, (long) counted[1]));
        return checks;
    }
}
