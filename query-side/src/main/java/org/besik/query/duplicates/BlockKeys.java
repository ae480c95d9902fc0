package org.besik.query.duplicates;

import java.util.Set;
import java.util.TreeSet;

/**
 * Which records are compared at all: those that share a key. Each key survives other errors than the next: a wrong birth
 * date, a misspelt or exchanged name, another surname, a name that is missing.
 */
public final class BlockKeys {

    private static final int PREFIX = 4;

    private BlockKeys() {}

    /** The keys of a record. */
    public static Set<String> of(Traits traits) {
        var keys = new TreeSet<String>();
        if (traits.iin() != null) {
            keys.add("iin/" + traits.iin());
        }
        var born = traits.bornOn();
        if (born != null) {
            // In one space, so that a surname and a given name that changed places meet
            if (!traits.given().isEmpty()) {
                keys.add("day/" + born + '/' + prefix(traits.given()));
            }
            if (!traits.family().isEmpty()) {
                keys.add("day/" + born + '/' + prefix(traits.family()));
            }
            if (!traits.given().isEmpty() && !traits.family().isEmpty()) {
                keys.add("year/" + born.getYear() + '/' + traits.family() + '/' + traits.given());
            }
        }
        if (!traits.given().isEmpty() && traits.mother().size() > 1) {
            keys.add("mother/" + traits.given() + '/' + String.join(" ", traits.mother()));
        }
        return keys;
    }

    private static String prefix(String name) {
        return name.length() <= PREFIX ? name : name.substring(0, PREFIX);
    }
}
