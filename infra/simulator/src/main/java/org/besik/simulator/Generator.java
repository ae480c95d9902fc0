package org.besik.simulator;

/** How a nation is made up. */
public enum Generator {
    /** Life by life, at the published rates of a nation. */
    LIVES,
    /** All children at once, day after day, by a few rules of thumb; see {@link DailyNation}. */
    DAYS
}
