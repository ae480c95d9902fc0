package org.besik.events;

import java.util.List;

/** The regions of the country by ISO 3166-2; the two digits are those of KATO. */
public final class Regions {

    private static final List<String> CODES = List.of(
            "KZ-10", "KZ-11", "KZ-15", "KZ-19", "KZ-23", "KZ-27", "KZ-31", "KZ-33", "KZ-35", "KZ-39", "KZ-43", "KZ-47",
            "KZ-55", "KZ-59", "KZ-61", "KZ-62", "KZ-63", "KZ-71", "KZ-75", "KZ-79");

    private Regions() {}

    /** All region codes, ascending. */
    public static List<String> codes() {
        return CODES;
    }

    public static boolean isRegion(String code) {
        return CODES.contains(code);
    }
}
