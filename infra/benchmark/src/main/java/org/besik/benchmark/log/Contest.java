package org.besik.benchmark.log;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * One measurement of ours beside the same one of others.
 *
 * @param name names it in every report, for good: {@code append-64}
 * @param unit of its figures
 * @param moreIsBetter false where the figure is a time
 * @param ours what Besik does
 * @param goal the peer by which Besik is judged, here or not
 * @param peers what the others do, by their names
 */
record Contest(String name, String unit, boolean moreIsBetter, Trial ours, String goal, Map<String, Trial> peers) {

    /** Does the work once and says what came of it, in the contest's unit. */
    @FunctionalInterface
    interface Trial {
        double measure() throws Exception;
    }

    /** The rounds of one contest: what each contestant came to in each. */
    static final class Rounds {

        private final List<Double> ours = new ArrayList<>();
        private final Map<String, List<Double>> peers = new LinkedHashMap<>();
    }

    /** Measures everybody once, who begins being another one in each round. */
    void round(int number, Rounds into, boolean counts) throws Exception {
        var names = peers.keySet().stream().toList();
        for (int turn = 0; turn <= names.size(); turn++) {
            int who = (number + turn) % (names.size() + 1);
            String peer = who == 0 ? null : names.get(who - 1);
            double figure = (peer == null ? ours : java.util.Objects.requireNonNull(peers.get(peer))).measure();
            if (counts) {
                (peer == null ? into.ours : into.peers.computeIfAbsent(peer, p -> new ArrayList<>())).add(figure);
            }
        }
    }

    /**
     * What the rounds come to. The first figure has the contest's name and stands beside the peer of the goal, or beside nobody
     * where that is not here; each further peer has a figure of a name of its own.
     */
    List<Figure> figures(Rounds rounds) {
        var figures = new ArrayList<Figure>();
        List<Double> judged = rounds.peers.get(goal);
        figures.add(
                judged == null
                        ? new Figure(name, Figure.median(rounds.ours), unit, null, null, null, null, null)
                        : figure(name, rounds.ours, goal, judged));
        rounds.peers.forEach((peer, theirs) -> {
            if (!peer.equals(goal)) {
                figures.add(figure(name + " " + peer, rounds.ours, peer, theirs));
            }
        });
        return figures;
    }

    private Figure figure(String name, List<Double> ours, String peer, List<Double> theirs) {
        // Round by round: what disturbed the machine disturbed both
        List<Double> ratios = IntStream.range(0, ours.size())
                .mapToObj(i -> moreIsBetter ? ours.get(i) / theirs.get(i) : theirs.get(i) / ours.get(i))
                .toList();
        return new Figure(
                name,
                Figure.median(ours),
                unit,
                peer,
                Figure.median(theirs),
                Figure.median(ratios),
                ratios.stream().min(Double::compare).orElseThrow(),
                ratios.stream().max(Double::compare).orElseThrow());
    }
}
