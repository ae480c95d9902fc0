package org.besik.simulator;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * What only the simulation knows. Days are epoch days; an end is the first day on which it no longer holds, and
 * {@link Days#NEVER} if it lasted to the end of the simulation.
 */
public sealed interface Truth {

    /** Why a child should be listed: the names of the domain, listed here a second time on purpose. */
    enum Reason {
        NEWBORN_UNSEEN(true),
        SILENT(true),
        NOT_IN_EDUCATION(true),
        LOST_IN_TRANSIT(true),
        HANDOFF_PENDING(false),
        UNREGISTERED(false);

        private final boolean lost;

        Reason(boolean lost) {
            this.lost = lost;
        }

        /** Whether it says that nobody sees the child, and not only that somebody owes it something. */
        public boolean isLoss() {
            return lost;
        }
    }

    /** Index of the child. */
    int child();

    /** The truth as a line for a file. */
    byte[] line();

    /**
     * A child of the nation and by what it can be recognised.
     *
     * @param majorityOn the 18th birthday
     * @param diedOn null: it did not
     * @param known false: nobody ever heard of it
     */
    record Person(
            int child,
            String register,
            String iin,
            int bornOn,
            int majorityOn,
            @Nullable Integer diedOn,
            boolean known) implements Truth {
        @Override
        public byte[] line() {
            Line line = begun("child", child)
                    .text("register", register)
                    .text("iin", iin)
                    .date("bornOn", bornOn)
                    .date("majorityOn", majorityOn);
            end(line, "diedOn", diedOn == null ? Days.NEVER : diedOn);
            return line.truth("known", known).bytes();
        }
    }

    /**
     * The child is really lost: nobody who works for an institution sees it.
     *
     * @param lastSeenOn the last day on which somebody did; null: nobody ever did
     * @param from the first day on which it is lost
     * @param how in the words of the simulation
     */
    record Lost(int child, @Nullable Integer lastSeenOn, int from, int until, String how) implements Truth {
        @Override
        public byte[] line() {
            Line line = begun("lost", child);
            end(line, "lastSeenOn", lastSeenOn == null ? Days.NEVER : lastSeenOn);
            line.date("from", from);
            end(line, "until", until);
            return line.text("how", how).bytes();
        }

        /** Whether the child is lost on a day. */
        public boolean covers(LocalDate day) {
            return from <= Days.of(day) && Days.of(day) < until;
        }
    }

    /**
     * The rules of the domain, read on what really happened, list the child.
     *
     * @param since the start of the clock
     * @param dueOn the policy date
     */
    record Due(int child, Reason reason, int since, int dueOn, int until) implements Truth {
        @Override
        public byte[] line() {
            Line line = begun("due", child)
                    .text("reason", reason.name())
                    .date("since", since)
                    .date("dueOn", dueOn);
            end(line, "until", until);
            return line.bytes();
        }

        /** Whether the child should be listed for this reason on a day. */
        public boolean covers(LocalDate day) {
            return dueOn <= Days.of(day) && Days.of(day) < until;
        }
    }

    /**
     * What may make a child look lost that is not.
     *
     * @param why {@code FEED_SILENT} while a feed is down, {@code FEED_LOST} if it never delivers what happened meanwhile,
     *     {@code REPORTED_LATE}, {@code NOT_REPORTED}, {@code RECORD_ERROR},
     *     {@code IN_CARE_ELSEWHERE}, {@code ABROAD}, {@code DEAD}
     */
    record Explained(int child, String why, int from, int until) implements Truth {
        @Override
        public byte[] line() {
            Line line = begun("seems-lost", child).text("why", why).date("from", from);
            end(line, "until", until);
            return line.bytes();
        }

        /** Whether a day lies within. */
        public boolean covers(LocalDate day) {
            return from <= Days.of(day) && Days.of(day) < until;
        }
    }

    /**
     * Two records are one child.
     *
     * @param system of the second record's local id; the first has the child's number in the civil register
     */
    record SameChild(int child, String register, String system, String value, int from) implements Truth {
        @Override
        public byte[] line() {
            return begun("same-child", child)
                    .text("register", register)
                    .text("system", system)
                    .text("value", value)
                    .date("from", from)
                    .bytes();
        }
    }

    /** Two children who are easily taken for one: born on one day to one mother. */
    record Twins(int child, int other) implements Truth {
        @Override
        public byte[] line() {
            return begun("twins", child).number("other", other).bytes();
        }
    }

    private static Line begun(String truth, int child) {
        return new Line().text("truth", truth).number("child", child);
    }

    private static void end(Line line, String name, int day) {
        if (day >= Days.NEVER) {
            line.nothing(name);
        } else {
            line.date(name, day);
        }
    }
}
