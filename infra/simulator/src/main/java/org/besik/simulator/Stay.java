package org.besik.simulator;

/**
 * A household lives somewhere.
 *
 * @param from epoch day on which it moved there
 * @param region place in the nation's list of regions
 * @param clinic number of the clinic in the region; schools and kindergartens alike
 * @param declared whether the move there was declared before
 * @param attachDays until the new clinic knows of the household
 * @param secondRecord whether the new clinic opens records of its own instead of finding the old ones
 */
record Stay(
        int from,
        int region,
        int clinic,
        int school,
        int kindergarten,
        boolean rural,
        boolean declared,
        int attachDays,
        boolean secondRecord) {}
