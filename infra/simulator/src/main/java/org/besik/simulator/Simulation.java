package org.besik.simulator;

import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.IntConsumer;

/**
 * A synthetic nation: the same settings give the same lives, facts and truth, line by line.
 */
public final class Simulation implements AutoCloseable {

    private final DeliveryOrder order;

    /**
     * @param children how many children live within the span of days, at any age below 18
     * @param from the day on which the register begins; what is known of earlier years is delivered on that day
     * @param to the last day; not later than today where the facts are to be recorded
     */
    public record Settings(int children, long seed, LocalDate from, LocalDate to) {

        public Settings {
            if (children < 1) {
                throw new IllegalArgumentException("a nation has at least one child");
            }
            if (to.isBefore(from)) {
                throw new IllegalArgumentException("the last day comes before the first");
            }
        }
    }

    /** What takes the lines, one by one. */
    @FunctionalInterface
    public interface Hub {
        void take(Delivered delivered) throws IOException;
    }

    private Simulation(DeliveryOrder order) {
        this.order = order;
    }

    /**
     * Lets a nation live.
     *
     * @param truths gets what is true, child by child
     * @param progress gets the number of children whose lives are done
     */
    public static Simulation of(Settings settings, Consumer<Truth> truths, IntConsumer progress) throws IOException {
        return of(Nation.kazakhstan(), settings, truths, progress);
    }

    /**
     * Lets another nation live.
     *
     * @param nation a file of the form of Kazakhstan's
     */
    public static Simulation of(Path nation, Settings settings, Consumer<Truth> truths, IntConsumer progress)
            throws IOException {
        return of(Nation.read(nation), settings, truths, progress);
    }

    /**
     * Lets a nation live that is made in another way, to see whether what holds for the first holds for it.
     *
     * @param progress gets the number of days that are over
     */
    public static Simulation daily(Settings settings, Consumer<Truth> truths, IntConsumer progress) throws IOException {
        var order = new DeliveryOrder(Days.of(settings.from()), Days.of(settings.to()));
        try {
            DailyNation.live(settings, order::add, truths, progress);
            return new Simulation(order);
        } catch (RuntimeException failed) {
            order.close();
            throw failed;
        }
    }

    static Simulation of(Nation nation, Settings settings, Consumer<Truth> truths, IntConsumer progress)
            throws IOException {
        int from = Days.of(settings.from());
        int to = Days.of(settings.to());
        var order = new DeliveryOrder(from, to);
        try {
            var agencies = new Agencies(nation, settings.seed(), settings.children());
            var maker = new Household.Maker(nation, agencies, settings.seed(), from, to);
            var reporter = new Reporter(nation, agencies, settings.seed(), from, to, order::add, truths);
            List<String> regions =
                    nation.regions().stream().map(Nation.Region::code).toList();
            int done = 0;
            for (long number = 0; done < settings.children(); number++) {
                Household household =
                        maker.make(number, settings.children() - done).orElse(null);
                if (household == null) {
                    continue;
                }
                for (Child child : household.children()) {
                    Life life = new Upbringing(nation, agencies, household, child, settings.seed(), to).live();
                    reporter.tell(life);
                    Verdicts.of(life, from, to, regions).forEach(truths);
                    done++;
                }
                twins(household).forEach(truths);
                progress.accept(done);
            }
            return new Simulation(order);
        } catch (RuntimeException failed) {
            order.close();
            throw failed;
        }
    }

    private static List<Truth> twins(Household household) {
        var twins = new ArrayList<Truth>();
        List<Child> children = household.children();
        for (int i = 1; i < children.size(); i++) {
            if (children.get(i).born() == children.get(i - 1).born()) {
                twins.add(new Truth.Twins(
                        children.get(i - 1).index(), children.get(i).index()));
            }
        }
        return twins;
    }

    /** How many lines there are to deliver. */
    public long size() {
        return order.size();
    }

    /** Delivers every line, in the order of delivery; can be done once. */
    public void deliver(Hub hub) throws IOException {
        order.forEach(hub::take);
    }

    /** Takes away the temporary files. */
    @Override
    public void close() throws IOException {
        order.close();
    }
}
