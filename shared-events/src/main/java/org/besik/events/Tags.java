package org.besik.events;

/** The tag keys under which the log finds events. */
public final class Tags {

    public static final String CHILD = "child";
    public static final String AGENCY = "agency";
    public static final String RULES = "rules";

    private Tags() {}
}
