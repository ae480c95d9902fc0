package org.besik.simulator;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The nation's agencies by region and kind, and the days on which their feeds are down. */
final class Agencies {

    static final String REGISTRY = "registry";

    private static final int CHILDREN_PER_CLINIC = 1_200;
    private static final int CHILDREN_PER_SCHOOL = 500;
    private static final int CHILDREN_PER_KINDERGARTEN = 200;
    private static final int AT_LEAST = 2;

    private final Nation nation;
    private final long seed;
    private final double[] upToRegion;
    private final List<List<String>> clinics = new ArrayList<>();
    private final List<List<String>> schools = new ArrayList<>();
    private final List<List<String>> kindergartens = new ArrayList<>();
    private final List<String> social = new ArrayList<>();
    private final List<String> maternity = new ArrayList<>();
    private final Map<String, List<Outage>> outages = new HashMap<>();

    /**
     * Days on which an agency cannot deliver.
     *
     * @param until the day on which it can again
     * @param lost whether what should have been delivered never comes; else it comes then
     */
    record Outage(int from, int until, boolean lost) {}

    Agencies(Nation nation, long seed, int children) {
        this.nation = nation;
        this.seed = seed;
        double births =
                nation.regions().stream().mapToDouble(Nation.Region::births).sum();
        upToRegion = new double[nation.regions().size()];
        double sum = 0;
        for (int i = 0; i < upToRegion.length; i++) {
            Nation.Region region = nation.regions().get(i);
            sum += region.births() / births;
            upToRegion[i] = sum;
            double own = children * region.births() / births;
            clinics.add(names("clinic", region, own / CHILDREN_PER_CLINIC));
            schools.add(names("school", region, own / CHILDREN_PER_SCHOOL));
            kindergartens.add(names("kindergarten", region, own / CHILDREN_PER_KINDERGARTEN));
            social.add("social-" + region.code());
            maternity.add("maternity-" + region.code());
        }
    }

    private static List<String> names(String kind, Nation.Region region, double count) {
        var names = new ArrayList<String>();
        for (int i = 0; i < Math.max(AT_LEAST, Math.ceil(count)); i++) {
            names.add(kind + "-" + region.code() + "-" + i);
        }
        return names;
    }

    int region(Dice dice) {
        double drawn = dice.real();
        for (int i = 0; i < upToRegion.length; i++) {
            if (drawn < upToRegion[i]) {
                return i;
            }
        }
        return upToRegion.length - 1;
    }

    String code(int region) {
        return nation.regions().get(region).code();
    }

    Stay stay(Dice dice, int region, int from, boolean declared, int attachDays, boolean secondRecord) {
        return new Stay(
                from,
                region,
                dice.between(0, clinics.get(region).size() - 1),
                dice.between(0, schools.get(region).size() - 1),
                dice.between(0, kindergartens.get(region).size() - 1),
                dice.chance(nation.regions().get(region).rural()),
                declared,
                attachDays,
                secondRecord);
    }

    String clinic(Stay stay) {
        return clinics.get(stay.region()).get(stay.clinic());
    }

    String school(Stay stay) {
        return schools.get(stay.region()).get(stay.school());
    }

    String kindergarten(Stay stay) {
        return kindergartens.get(stay.region()).get(stay.kindergarten());
    }

    String social(int region) {
        return social.get(region);
    }

    String maternity(int region) {
        return maternity.get(region);
    }

    /** When an agency's feed is down within a span of days, in their order. The registry's never is. */
    List<Outage> outages(String agency, int from, int to) {
        return outages.computeIfAbsent(agency, name -> drawn(name, from, to));
    }

    private List<Outage> drawn(String agency, int from, int to) {
        if (agency.equals(REGISTRY)) {
            return List.of();
        }
        Dice dice = Dice.of(seed, 7, agency.hashCode());
        var drawn = new ArrayList<Outage>();
        double between = 365 / nation.value("feed.outageYearly");
        for (int day = from + dice.waiting(between); day < to; day += dice.waiting(between)) {
            int length = 14 + dice.waiting(nation.value("feed.outageMeanDays") - 14);
            drawn.add(new Outage(day, day + length, dice.chance(nation.value("feed.backlogLost"))));
            day += length;
        }
        return List.copyOf(drawn);
    }
}
