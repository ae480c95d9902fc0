package org.besik.query.untracked;

/** How urgent: one point each for a window overdue, two windows, age under one, a support category, two reasons. */
public enum Severity {
    LOW(0),
    MEDIUM(1),
    HIGH(2),
    CRITICAL(3);

    private final int points;

    Severity(int points) {
        this.points = points;
    }

    /** The fewest points it stands for. */
    public int points() {
        return points;
    }

    /** The severity for a number of points. */
    public static Severity of(int points) {
        return switch (points) {
            case 0 -> LOW;
            case 1 -> MEDIUM;
            case 2 -> HIGH;
            default -> CRITICAL;
        };
    }
}
