package org.besik.command.facts.reading;

import java.time.Clock;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.besik.command.refusal.Refused;
import org.besik.command.rules.putinforce.PutRulesInForce;
import org.besik.command.rules.putinforce.PutRulesInForceHandler;
import org.besik.events.AgencyId;
import org.besik.events.EventId;
import org.besik.events.Officer;
import org.besik.events.rules.RulesForm;
import org.besik.events.rules.WrongRules;
import org.jspecify.annotations.Nullable;

/** Reads what rules an administrator puts in force, as strictly as a fact. Safe for many threads. */
public final class RulesReader {

    private static final String REF = "ref";

    private final Clock clock;
    private final Fingerprints fingerprints;

    /** @param clock in the zone in which days turn */
    public RulesReader(Clock clock, Fingerprints fingerprints) {
        this.clock = clock;
        this.fingerprints = fingerprints;
    }

    /**
     * One order.
     *
     * @param agency the agency that the account speaks for; null: none
     * @param key makes it harmless to send again; null: the member {@code ref}, else a fresh one
     * @throws Refused if its form is wrong
     */
    public PutRulesInForce read(Officer officer, @Nullable AgencyId agency, @Nullable String key, byte[] body) {
        try {
            RulesForm form = RulesForm.read(body, "reason", REF);
            return new PutRulesInForce(
                    form.change(null),
                    form.sentence("reason"),
                    officer,
                    agency == null ? AgencyId.BESIK : agency,
                    OrderReader.ref(key, form.optionalText(REF), new Setting(LocalDate.now(clock))),
                    fingerprints.of(content(body)),
                    new EventId(UUID.randomUUID().toString()),
                    LocalDate.now(clock),
                    clock.instant());
        } catch (WrongRules wrong) {
            throw PutRulesInForceHandler.refused(wrong);
        }
    }

    private static byte[] content(byte[] body) {
        var said = new HashMap<String, @Nullable Object>();
        if (Json.one(body, 0, body.length).value() instanceof Map<?, ?> members) {
            members.forEach((name, value) -> said.put((String) name, value));
        }
        said.remove(REF);
        said.put("order", "rules-in-force");
        // A region's own member that is null means something
        return Canonical.of(said, path -> path.startsWith("regions"));
    }
}
