package org.besik.query.access;

import org.besik.events.rules.WrongRules;

/** Rules that somebody asks about could not be put in force; the answer is the one that putting them in force would get. */
public final class BadRules extends QuestionProblem {

    private static final long serialVersionUID = 1L;

    public BadRules(WrongRules wrong) {
        super(wrong.fault().status(), wrong.fault().code(), wrong.fault().title(), wrong.field(), wrong.detail());
    }
}
