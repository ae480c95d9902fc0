package org.besik.command.facts.reading;

import static org.besik.command.refusal.Refused.unless;
import static org.besik.command.refusal.Rule.DUPLICATE_KEY;
import static org.besik.command.refusal.Rule.FUTURE_DATE;
import static org.besik.command.refusal.Rule.IDENTITY_MISMATCH;
import static org.besik.command.refusal.Rule.LINE_TOO_LONG;
import static org.besik.command.refusal.Rule.MISSING_FIELD;
import static org.besik.command.refusal.Rule.NOT_RELAY;
import static org.besik.command.refusal.Rule.REGION_NOT_YOURS;
import static org.besik.command.refusal.Rule.UNKNOWN_FACT;
import static org.besik.command.refusal.Rule.UNKNOWN_REGION;
import static org.besik.command.refusal.Rule.WRONG_TYPE;

import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.besik.command.deciding.ChildRef;
import org.besik.command.deciding.Fact;
import org.besik.command.deciding.Order;
import org.besik.command.refusal.Refused;
import org.besik.command.registration.assignnationalid.AssignNationalId;
import org.besik.command.registration.registerchild.RegisterBirth;
import org.besik.command.registration.registerchild.RegisterChild;
import org.besik.events.AgencyId;
import org.besik.events.ChildId;
import org.besik.events.EventId;
import org.besik.events.Iin;
import org.besik.events.Regions;
import org.besik.events.caller.Caller;
import org.jspecify.annotations.Nullable;

/**
 * Reads facts as agencies send them. What is looked at, in this order, and the first that fails is named: the text, the
 * members and their types (400), the sender's rights (403), values that cannot be true (422). Safe for many threads.
 */
public final class FactReader {

    /** The longest fact, in bytes. */
    public static final int LONGEST = 1 << 20;

    private static final String[] MEMBERS = {
        "fact", "ref", "agency", "child", "occurredOn", "region", "district", "data"
    };

    /** What makes up the content of a fact; ref and agency are its key. */
    private static final Set<String> WITHOUT_DATA = Set.of("death", "relocation-cancellation");

    private static final List<String> CONTENT = List.of("fact", "child", "occurredOn", "region", "district", "data");

    private final Clock clock;
    private final Fingerprints fingerprints;

    /** @param clock in the zone in which days turn */
    public FactReader(Clock clock, Fingerprints fingerprints) {
        this.clock = clock;
        this.fingerprints = fingerprints;
    }

    /** The only fact of a text. */
    public ReadFact read(byte[] bytes, int from, int length, Delivery delivery) {
        if (length > LONGEST) {
            return tooLong();
        }
        Json.Value value;
        try {
            value = Json.one(bytes, from, length);
        } catch (Refused refused) {
            return ReadFact.refused(null, ReadFact.UNKNOWN, refused);
        }
        return read(value, delivery);
    }

    /** A fact that is longer than any may be. */
    public static ReadFact tooLong() {
        return ReadFact.refused(null, ReadFact.UNKNOWN, new Refused(LINE_TOO_LONG, null, "A fact has at most 1 MiB."));
    }

    /**
     * The facts of a text that is an array; null: it is not an array. Stops one after {@code most}.
     *
     * @throws Refused if the text is not JSON
     */
    public @Nullable List<ReadFact> readArray(byte[] bytes, int length, int most, Delivery delivery) {
        List<Json.Value> values = Json.array(bytes, 0, length, most);
        if (values == null) {
            return null;
        }
        var facts = new ArrayList<ReadFact>(values.size());
        for (Json.Value value : values) {
            facts.add(read(value, delivery));
        }
        return facts;
    }

    private ReadFact read(Json.Value json, Delivery delivery) {
        String ref = null;
        String kind = ReadFact.UNKNOWN;
        try {
            var setting = new Setting(LocalDate.now(clock));
            Members fact = Members.of(json.value(), setting);
            ref = shownRef(fact, json.duplicate());
            unless(json.duplicate() == null, DUPLICATE_KEY, json.duplicate(), "The member stands twice.");
            String name = fact.text("fact");
            FactForm form = FactForms.of(name);
            if (form == null) {
                throw new Refused(UNKNOWN_FACT, "fact", "There is no such kind of fact.");
            }
            kind = name;
            return ReadFact.of(checked(kind, fact.only(MEMBERS), form, json, delivery));
        } catch (Refused refused) {
            return ReadFact.refused(ref, kind, refused);
        }
    }

    private Fact checked(String kind, Members fact, FactForm form, Json.Value json, Delivery delivery) {
        Setting setting = fact.setting();
        String ref = fact.text("ref");
        String named = fact.optionalText("agency");
        LocalDate occurredOn = fact.date("occurredOn");
        setting.occurredOn(occurredOn);
        setting.expect(!occurredOn.isAfter(setting.today()), FUTURE_DATE, "occurredOn", "The day has not come yet.");
        ChildRef child = child(fact.object("child"));
        String region = fact.has("region") ? fact.region("region") : null;
        String district = fact.optionalText("district");
        Order order = form.read(data(kind, fact));
        AgencyId agency = agency(named, delivery.caller());
        if (region != null) {
            covered(region, delivery.caller());
        }
        sameIin(child, order, setting);
        setting.settle();
        return new Fact(
                kind,
                ref,
                agency,
                relay(agency, delivery.caller()),
                child,
                occurredOn,
                region,
                district,
                order,
                fingerprints.of(canonical(kind, json)),
                new EventId(UUID.randomUUID().toString()),
                new ChildId(UUID.randomUUID().toString()),
                clock.instant(),
                delivery.correlationId(),
                null);
    }

    /** Some kinds have nothing that must be said. */
    private static Members data(String kind, Members fact) {
        if (WITHOUT_DATA.contains(kind) && !fact.has("data")) {
            return Members.of(Map.of(), fact.setting());
        }
        return fact.object("data");
    }

    private static ChildRef child(Members child) {
        child.only("id", "iin", "local", "person");
        int named = 0;
        for (String way : List.of("id", "iin", "local", "person")) {
            named += child.has(way) ? 1 : 0;
        }
        unless(named > 0, MISSING_FIELD, "child", "It must have one of id, iin, local, person.");
        unless(named == 1, WRONG_TYPE, "child", "It must have only one of id, iin, local, person.");
        if (child.has("id")) {
            return new ChildRef.ById(child.text("id"));
        }
        if (child.has("iin")) {
            return new ChildRef.ByIin(child.iin("iin"));
        }
        if (child.has("local")) {
            return new ChildRef.ByLocalId(People.local(child.object("local")));
        }
        return new ChildRef.ByPerson(People.lookedFor(child.object("person")));
    }

    private static AgencyId agency(@Nullable String named, Caller caller) {
        AgencyId own = caller.agency();
        if (named != null) {
            unless(caller.mayRelay(), NOT_RELAY, "agency", "Only a token with facts:relay may name an agency.");
            return new AgencyId(named);
        }
        if (own == null) {
            unless(caller.mayRelay(), NOT_RELAY, "agency", "The token speaks for no agency.");
            throw new Refused(MISSING_FIELD, "agency", "It is required: the token speaks for no agency of its own.");
        }
        return own;
    }

    private static @Nullable String relay(AgencyId agency, Caller caller) {
        AgencyId own = caller.agency();
        if (own == null) {
            return caller.subject();
        }
        return own.equals(agency) ? null : own.value();
    }

    private static void covered(String region, Caller caller) {
        unless(Regions.isRegion(region), UNKNOWN_REGION, "region", "It must be an ISO 3166-2 code as in KZ-71.");
        unless(caller.covers(region), REGION_NOT_YOURS, "region", "The token does not cover this region.");
    }

    private static void sameIin(ChildRef child, Order order, Setting setting) {
        Iin assigned = switch (order) {
            case RegisterBirth birth -> birth.iin();
            case RegisterChild registration -> registration.iin();
            case AssignNationalId national -> national.iin();
            default -> null;
        };
        Iin named = child instanceof ChildRef.ByIin byIin ? byIin.iin() : null;
        setting.expect(
                assigned == null || named == null || named.equals(assigned),
                IDENTITY_MISMATCH,
                "data.iin",
                "It differs from the IIN that names the child.");
    }

    private static byte[] canonical(String kind, Json.Value json) {
        var content = new LinkedHashMap<String, @Nullable Object>();
        if (json.value() instanceof Map<?, ?> members) {
            CONTENT.forEach(name -> content.put(name, members.get(name)));
        }
        // In a correction null means removed, which is not what an absent member means.
        return Canonical.of(content, path -> path.equals("data.person") && kind.equals("identity-correction"));
    }

    /** The reference as sent, so that the sender finds its fact; null: there is none that can be shown. */
    private static @Nullable String shownRef(Members fact, @Nullable String duplicate) {
        try {
            return "ref".equals(duplicate) ? null : fact.optionalText("ref");
        } catch (Refused unreadable) {
            return null;
        }
    }
}
