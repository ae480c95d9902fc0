package org.besik.command.facts.reading;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.besik.command.ending.recorddeath.RecordDeath;
import org.jspecify.annotations.Nullable;

/** Every kind of fact there is, and how its data is read. */
public final class FactForms {

    private static final Map<String, FactForm> ALL = new TreeMap<>();

    static {
        ALL.putAll(RegistrationForms.ALL);
        ALL.putAll(ContactForms.ALL);
        ALL.putAll(ResidenceForms.ALL);
        ALL.putAll(SchoolingForms.ALL);
        ALL.putAll(HandoffForms.ALL);
        ALL.putAll(CircumstanceForms.ALL);
        ALL.put("death", data -> {
            data.only();
            return new RecordDeath();
        });
    }

    private FactForms() {}

    /** The names of all kinds, ascending. */
    public static Set<String> kinds() {
        return Set.copyOf(ALL.keySet());
    }

    static @Nullable FactForm of(String kind) {
        return ALL.get(kind);
    }
}
