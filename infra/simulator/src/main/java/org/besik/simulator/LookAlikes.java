package org.besik.simulator;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Records of children with the truth about which are one child: families with siblings and twins, each child registered, some
 * a second time by somebody else, in another spelling and with the errors people make. For measuring who is taken for whom;
 * {@link Simulation} is about where they are.
 */
public final class LookAlikes {

    /** Share of children who have a second record. */
    private static final double SECOND = 0.1;

    /** Assumed, per second record: what typists and callers get wrong. */
    private static final double MISSPELT_GIVEN = 0.03;

    private static final double MISSPELT_SURNAME = 0.04;
    private static final double NAMES_SWAPPED = 0.01;
    private static final double WRONG_DIGIT = 0.015;

    /** Assumed: what a second record says at all. */
    private static final double SAYS_MOTHER = 0.6;

    private static final double IS_REGISTERED = 0.2;
    private static final double SAME_REGION = 0.75;

    /** Assumed: children of whom no registry ever heard, but somebody else did. */
    private static final double NEVER_REGISTERED = 0.005;

    /** Assumed: children called as a brother or sister was; parents do so after one who died. */
    private static final double CALLED_AS_ANOTHER = 0.02;

    private static final double HAS_IIN = 0.95;
    private static final int MOST_CHILDREN = 4;
    private static final int FIRST_DAY = Days.of(2008, 1, 1);
    private static final int LAST_DAY = Days.of(2025, 12, 31);

    private LookAlikes() {}

    /**
     * One record.
     *
     * @param child the same number: the same child
     * @param twin the child it was born with; -1: alone
     * @param number in the register of whoever made the record
     */
    public record Entry(
            int child,
            int household,
            int twin,
            boolean registered,
            String surname,
            String given,
            @Nullable String patronymic,
            boolean female,
            LocalDate born,
            @Nullable String iin,
            @Nullable String mother,
            String region,
            String number) {}

    /** The records of so many children; one in ten has a second one. */
    public static List<Entry> make(int children, long seed) {
        return make(children, seed, SECOND);
    }

    /**
     * The records of so many children.
     *
     * @param seconds share of them who have a second one
     */
    public static List<Entry> make(int children, long seed, double seconds) {
        Nation nation = Nation.kazakhstan();
        var iins = new Iins();
        var entries = new ArrayList<Entry>();
        int child = 0;
        for (int household = 0; child < children; household++) {
            Dice dice = Dice.of(seed, 7, household);
            boolean russian = Names.isRussian(dice, nation);
            String surname = Names.anySurname(dice, russian);
            String father = Names.given(dice, russian, false);
            String mother = surname + "а " + Names.given(dice, russian, true);
            String region = dice.of(nation.regions()).code();
            int born = dice.between(FIRST_DAY, LAST_DAY);
            int size = dice.between(1, MOST_CHILDREN);
            var called = new HashSet<String>();
            for (int i = 0; i < size && born <= LAST_DAY; i++) {
                boolean areTwins = dice.chance(nation.value("twins"));
                String first = "";
                for (int of = areTwins ? 2 : 1; of > 0; of--) {
                    boolean female = dice.chance(0.5);
                    Identity identity;
                    do {
                        identity = Names.identity(dice, russian, surname, father, female, born);
                    } while (identity.given().equals(first)
                            || (called.contains(identity.given()) && !dice.chance(CALLED_AS_ANOTHER)));
                    first = identity.given();
                    called.add(first);
                    int twin = !areTwins ? -1 : of == 2 ? child + 1 : child - 1;
                    String iin = iins.next(born, female);
                    Entry record = entry(
                            child,
                            household,
                            twin,
                            true,
                            identity,
                            dice.chance(HAS_IIN) ? iin : null,
                            dice.chance(0.9) ? mother : null,
                            region,
                            "B-" + child);
                    boolean isRegistered = !dice.chance(NEVER_REGISTERED);
                    if (isRegistered) {
                        entries.add(record);
                    }
                    if (dice.chance(seconds) || !isRegistered) {
                        entries.add(second(dice, nation, record, identity, mother));
                    }
                    child++;
                }
                born += 300 + dice.waiting(700);
            }
        }
        return entries;
    }

    private static Entry entry(
            int child,
            int household,
            int twin,
            boolean registered,
            Identity identity,
            @Nullable String iin,
            @Nullable String mother,
            String region,
            String number) {
        return new Entry(
                child,
                household,
                twin,
                registered,
                identity.surname(),
                identity.given(),
                identity.patronymic(),
                identity.female(),
                Days.date(identity.birthDate()),
                iin,
                mother,
                region,
                number);
    }

    private static Entry second(Dice dice, Nation nation, Entry record, Identity identity, String mother) {
        Identity other = Names.otherwise(dice, nation, identity);
        String surname = dice.chance(MISSPELT_SURNAME) ? misspelt(dice, other.surname()) : other.surname();
        String given = dice.chance(MISSPELT_GIVEN) ? misspelt(dice, other.given()) : other.given();
        boolean areSwapped = dice.chance(NAMES_SWAPPED);
        int born = dice.chance(WRONG_DIGIT)
                ? Days.birthday(other.birthDate(), dice.chance(0.5) ? 1 : -1)
                : other.birthDate();
        var written = new Identity(
                areSwapped ? given : surname,
                areSwapped ? surname : given,
                other.patronymic(),
                other.female(),
                born,
                other.script());
        return entry(
                record.child(),
                record.household(),
                record.twin(),
                dice.chance(IS_REGISTERED),
                written,
                null,
                dice.chance(SAYS_MOTHER) ? mother : null,
                dice.chance(SAME_REGION)
                        ? record.region()
                        : dice.of(nation.regions()).code(),
                "C-" + record.child());
    }

    /** A letter left out, doubled, exchanged with its neighbour or hit beside it. */
    private static String misspelt(Dice dice, String name) {
        if (name.length() < 3) {
            return name;
        }
        int at = dice.between(1, name.length() - 2);
        char c = name.charAt(at);
        return switch (dice.between(0, 3)) {
            case 0 -> name.substring(0, at) + name.substring(at + 1);
            case 1 -> name.substring(0, at) + c + name.substring(at);
            case 2 -> name.substring(0, at) + name.charAt(at + 1) + c + name.substring(at + 2);
            default -> name.substring(0, at) + (char) (c + 1) + name.substring(at + 1);
        };
    }
}
