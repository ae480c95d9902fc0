package org.besik.simulator;

/**
 * Something in a child's life.
 *
 * @param day epoch day on which it happened, or is said to have happened
 * @param agency who tells of it
 * @param region where that agency is: place in the nation's list
 * @param happened whether it is true; what is reported in error is not
 * @param told whether it is reported at all
 * @param mistakenDay the day that is reported; the same unless somebody mistypes
 * @param knownAfter days until the agency itself writes it down, before any lag of its feed
 */
record Happening(
        int day,
        String agency,
        int region,
        What what,
        boolean happened,
        boolean told,
        int mistakenDay,
        int knownAfter) {

    static Happening of(int day, String agency, int region, What what) {
        return new Happening(day, agency, region, what, true, true, day, 0);
    }

    Happening untold() {
        return new Happening(day, agency, region, what, happened, false, mistakenDay, knownAfter);
    }

    /** As reported in error: it never happened. */
    Happening untrue() {
        return new Happening(day, agency, region, what, false, told, mistakenDay, knownAfter);
    }

    Happening dated(int mistaken) {
        return new Happening(day, agency, region, what, happened, told, mistaken, knownAfter);
    }

    Happening knownAfter(int days) {
        return new Happening(day, agency, region, what, happened, told, mistakenDay, days);
    }
}
