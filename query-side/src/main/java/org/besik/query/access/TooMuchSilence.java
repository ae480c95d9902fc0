package org.besik.query.access;

/**
 * So many children who wait for agencies that are silent themselves are on the list for another reason that their order does
 * not fit into the server's memory.
 */
public final class TooMuchSilence extends QuestionProblem {

    private static final long serialVersionUID = 1L;

    /** @param most so many fit */
    public TooMuchSilence(int most) {
        super(
                503,
                "too-much-silence",
                "Too many agencies are silent",
                null,
                "More than " + most
                        + " children wait for agencies that are silent themselves and are on the list for another"
                        + " reason. Figures and single children are answered, flags are raised; for the list the"
                        + " server needs more memory (BESIK_HEAP).");
    }
}
