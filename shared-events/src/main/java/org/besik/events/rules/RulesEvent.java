package org.besik.events.rules;

import org.besik.events.BesikEvent;

/** Something that happened to the rules by which children are missed. */
public sealed interface RulesEvent extends BesikEvent permits RulesPutInForce {

    /** The only book of rules there is, as the log's index knows it. */
    String BOOK = "book";
}
