package org.besik.query.access;

/** So many children wait for agencies that are silent themselves that the answer does not fit into the server's memory. */
public final class TooMuchSilence extends QuestionProblem {

    private static final long serialVersionUID = 1L;

    /** @param most so many can be told apart */
    public TooMuchSilence(int most) {
        super(
                503,
                "too-much-silence",
                "Too many agencies are silent",
                null,
                "More than " + most
                        + " children wait for agencies that are silent themselves. Single children and searches are"
                        + " answered, flags are raised; for the list the server needs more memory (BESIK_HEAP).");
    }
}
