package org.besik.events.rules;

import java.util.List;

/** What holds in one place under one version of the rules; flags name the version. */
public record RuleSet(String version, Thresholds thresholds) {

    public Threshold newbornUnseen() {
        return thresholds.newbornUnseen();
    }

    public int newbornDays() {
        return thresholds.newbornDays();
    }

    public List<Band> silent() {
        return thresholds.silent();
    }

    public Threshold notInEducation() {
        return thresholds.notInEducation();
    }

    public Threshold lostInTransit() {
        return thresholds.lostInTransit();
    }

    public Threshold handoffPending() {
        return thresholds.handoffPending();
    }

    public Threshold unregistered() {
        return thresholds.unregistered();
    }

    public SingleSource singleSource() {
        return thresholds.singleSource();
    }
}
