package org.besik.simulator;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Children who share a mother and a home: they move, leave and get lost together.
 *
 * @param stays in the order in which they began
 * @param abroad when the household lived abroad
 * @param aways when nobody saw any of them
 * @param moves moves that were declared, whether or not anybody arrived
 */
record Household(
        List<Child> children, List<Stay> stays, List<Abroad> abroad, List<Away> aways, List<DeclaredMove> moves) {

    /** @param until the day of return; {@link Days#NEVER}: none */
    record Abroad(int from, int until, String country) {

        boolean covers(int day) {
            return from <= day && day < until;
        }
    }

    /** @param to place in the nation's list of regions */
    record DeclaredMove(int day, Stay from, int to, int expectedBy) {}

    private static final List<String> COUNTRIES = List.of("RU", "DE", "TR", "UZ", "KR", "US", "PL");
    private static final int MOST_CHILDREN = 7;
    private static final double YEAR = 365.25;
    private static final int SHORTEST_LOSS = 25;

    Stay stayOn(int day) {
        Stay last = stays.getFirst();
        for (Stay stay : stays) {
            if (stay.from() <= day) {
                last = stay;
            }
        }
        return last;
    }

    /** Whether the household lives in another country: its children are born there and are no business of this nation. */
    boolean isOutside(int day) {
        return abroad.stream().anyMatch(each -> each.covers(day))
                || aways.stream().anyMatch(away -> away.how() == Away.How.LEFT_COUNTRY_SILENTLY && away.covers(day));
    }

    /** Makes households up, one after the other. */
    static final class Maker {

        private final Nation nation;
        private final Agencies agencies;
        private final Iins iins = new Iins();
        private final long seed;
        private final int from;
        private final int to;
        private int children;

        Maker(Nation nation, Agencies agencies, long seed, int from, int to) {
            this.nation = nation;
            this.agencies = agencies;
            this.seed = seed;
            this.from = from;
            this.to = to;
        }

        /** A household, with at most so many children; empty: its children are all too old or not yet born. */
        Optional<Household> make(long number, int most) {
            Dice dice = Dice.of(seed, 1, number);
            int oldest = Days.birthday(from, -18) + 1;
            int first = dice.between(oldest - 12 * 365, to);
            List<Integer> births = births(dice, first).stream()
                    .filter(born -> born >= oldest && born <= to)
                    .limit(most)
                    .toList();
            if (births.isEmpty()) {
                return Optional.empty();
            }
            var made = new Household(
                    new ArrayList<>(), new ArrayList<>(), new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
            made.stays().add(agencies.stay(dice, agencies.region(dice), births.getFirst(), false, 0, false));
            live(dice, made, births.getFirst());
            boolean russian = Names.isRussian(dice, nation);
            String surname = Names.surname(dice, russian);
            String father = Names.given(dice, russian, false);
            String mother = surname + "а " + Names.given(dice, russian, true);
            for (int born : births) {
                if (made.isOutside(born)) {
                    continue;
                }
                boolean female = dice.chance(0.485);
                Identity identity = Names.identity(dice, russian, surname, father, female, born);
                made.children()
                        .add(new Child(
                                children,
                                born,
                                Days.birthday(born, 18),
                                identity,
                                iins.next(born, female),
                                "B-%d-%07d".formatted(seed, children),
                                mother,
                                made.stayOn(born)));
                children++;
            }
            return made.children().isEmpty() ? Optional.empty() : Optional.of(made);
        }

        private List<Integer> births(Dice dice, int first) {
            var births = new ArrayList<Integer>();
            int born = first;
            do {
                births.add(born);
                if (dice.chance(nation.value("twins"))) {
                    births.add(born);
                }
                born += 300 + dice.waiting(nation.value("siblings.years") * YEAR - 300);
            } while (births.size() < MOST_CHILDREN && dice.chance(nation.value("siblings.another")));
            return births;
        }

        /** What happens to the whole household, from the first child on. */
        private void live(Dice dice, Household made, int begin) {
            int day = begin;
            while (day < to) {
                int move = dice.waiting(YEAR / nation.value("moves.yearly"));
                int emigration = dice.waiting(YEAR / nation.value("abroad.yearly"));
                int loss = dice.waiting(YEAR / nation.value("lost.householdYearly"));
                // A household that has just come somewhere stays for a while
                day += 40 + Math.min(move, Math.min(emigration, loss));
                if (day >= to) {
                    return;
                }
                if (move <= emigration && move <= loss) {
                    move(dice, made, day);
                } else if (emigration <= loss) {
                    day = emigrate(dice, made, day);
                } else {
                    day = vanish(dice, made, day);
                }
            }
        }

        private void move(Dice dice, Household made, int day) {
            Stay old = made.stays().getLast();
            int region = dice.chance(nation.value("moves.otherRegion")) ? agencies.region(dice) : old.region();
            boolean far = region != old.region();
            boolean declared = far && dice.chance(nation.value("moves.declared"));
            boolean late = dice.chance(nation.value("moves.attachLate"));
            int attach = late ? dice.between(30, 95) : dice.between(2, 24);
            boolean second = far && dice.chance(nation.value("moves.secondRecord"));
            made.stays().add(agencies.stay(dice, region, day, declared, attach, second));
            if (declared) {
                made.moves().add(declaration(dice, old, region, day));
            }
        }

        private DeclaredMove declaration(Dice dice, Stay old, int region, int day) {
            return new DeclaredMove(
                    day - dice.between(0, 10), old, region, dice.chance(0.4) ? day + dice.between(0, 15) : Days.NEVER);
        }

        /** @return the day on which the household is back; later than anything: it stays there */
        private int emigrate(Dice dice, Household made, int day) {
            if (dice.chance(nation.value("abroad.undeclared"))) {
                made.aways().add(new Away(day, Days.NEVER, Away.How.LEFT_COUNTRY_SILENTLY));
                return Days.NEVER;
            }
            boolean returns = dice.chance(nation.value("abroad.returns"));
            int back = returns ? day + dice.between(120, 4 * 365) : Days.NEVER;
            made.abroad().add(new Abroad(day, back, dice.of(COUNTRIES)));
            if (returns && back < to) {
                made.stays().add(agencies.stay(dice, agencies.region(dice), back, false, dice.between(1, 10), false));
            }
            return back;
        }

        private int vanish(Dice dice, Household made, int day) {
            int until = day + SHORTEST_LOSS + dice.waiting(nation.value("lost.meanDays") - SHORTEST_LOSS);
            double kind = dice.real();
            Away.How how =
                    kind < 0.4 ? Away.How.MOVED_SILENTLY : kind < 0.7 ? Away.How.NEVER_ARRIVED : Away.How.KEPT_AT_HOME;
            made.aways().add(new Away(day, until, how));
            Stay old = made.stays().getLast();
            if (how == Away.How.NEVER_ARRIVED) {
                int region = agencies.region(dice);
                if (region != old.region()) {
                    made.moves().add(declaration(dice, old, region, day));
                }
            }
            if (how != Away.How.KEPT_AT_HOME && until < to) {
                made.stays().add(agencies.stay(dice, agencies.region(dice), until, false, 0, false));
            }
            return until;
        }
    }
}
