package org.besik.events.rules;

import java.time.LocalDate;
import java.util.List;
import org.besik.events.Ages;

/**
 * What is asked of every child of one place: one member for each reason that has a clock of its own.
 *
 * @param newbornDays below this age in days a child is a newborn
 * @param silent bands; the first that fits a child's level, age and form counts
 */
public record Thresholds(
        Threshold newbornUnseen,
        int newbornDays,
        List<Band> silent,
        Threshold notInEducation,
        Threshold lostInTransit,
        Threshold handoffPending,
        Threshold unregistered,
        SingleSource singleSource) {

    /** Children of these birth dates stand for all: years with and without a 29 February, and one born on it. */
    private static final List<LocalDate> BIRTH_DATES =
            List.of(LocalDate.of(2001, 1, 1), LocalDate.of(2003, 6, 15), LocalDate.of(2004, 2, 29));

    /**
     * Whether they can be put in force.
     *
     * @param path how the members are called to whoever sent them
     * @throws WrongRules if not: it says which member is at fault
     */
    void check(String path) {
        newbornUnseen.check(path + ".newbornUnseen");
        WrongRules.unless(newbornDays >= 0, Fault.UNKNOWN_VALUE, path + ".newbornDays", "It must not be negative.");
        for (int i = 0; i < silent.size(); i++) {
            silent.get(i).check(path + ".silent[" + i + "]");
        }
        BIRTH_DATES.forEach(birthDate -> checkBands(birthDate, path + ".silent"));
        notInEducation.check(path + ".notInEducation");
        lostInTransit.check(path + ".lostInTransit");
        handoffPending.check(path + ".handoffPending");
        unregistered.check(path + ".unregistered");
        singleSource.check(path + ".singleSource");
    }

    /** Every age from the end of the newborn days to majority has one band, whatever the schooling, and no age has two. */
    private void checkBands(LocalDate birthDate, String path) {
        LocalDate adult = Ages.birthday(birthDate, Ages.MAJORITY);
        for (LocalDate day = birthDate; day.isBefore(adult); day = day.plusDays(1)) {
            boolean hasGeneral = false;
            for (int i = 0; i < silent.size(); i++) {
                Band band = silent.get(i);
                if (band.hasAge(birthDate, day)) {
                    hasGeneral |= band.isGeneral();
                    for (int j = 0; j < i; j++) {
                        if (silent.get(j).isForTheSameAs(band) && silent.get(j).hasAge(birthDate, day)) {
                            int months = Ages.months(birthDate, day);
                            throw new WrongRules(
                                    Fault.BANDS_OVERLAP,
                                    path + "[" + i + "]",
                                    "There is more than one band for the age of " + months + " months: see [" + j
                                            + "].",
                                    months);
                        }
                    }
                }
            }
            if (!hasGeneral && !day.isBefore(birthDate.plusDays(newbornDays))) {
                int months = Ages.months(birthDate, day);
                throw new WrongRules(
                        Fault.BANDS_MISSING,
                        path,
                        "There is no band for the age of " + months + " months that is for every level and form.",
                        months);
            }
        }
    }
}
