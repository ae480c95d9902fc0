package org.besik.events.rules;

import java.time.LocalDate;
import java.util.Map;
import org.axonframework.eventsourcing.annotation.EventTag;
import org.axonframework.messaging.eventhandling.annotation.Event;
import org.besik.events.Tags;

/**
 * A version of the rules was put in force. It stands here whole, so that what was in force never depends on what comes with
 * a later Besik.
 *
 * @param from the first day on which it holds
 * @param regions what regions have of their own
 * @param reason why, in a sentence
 */
@Event(namespace = "rules", name = "RulesPutInForce", version = "1")
public record RulesPutInForce(
        String version, LocalDate from, Thresholds thresholds, Map<String, Overrides> regions, String reason)
        implements RulesEvent {

    /** How the log finds it. */
    @EventTag(key = Tags.RULES)
    public String book() {
        return BOOK;
    }

    /** What it put in force. */
    public RuleVersion ruleVersion() {
        return new RuleVersion(version, from, thresholds, regions);
    }
}
