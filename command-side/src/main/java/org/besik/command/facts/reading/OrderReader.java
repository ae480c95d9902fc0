package org.besik.command.facts.reading;

import static org.besik.command.refusal.Refused.unless;
import static org.besik.command.refusal.Rule.DUPLICATE_KEY;
import static org.besik.command.refusal.Rule.FUTURE_DATE;
import static org.besik.command.refusal.Rule.UNKNOWN_VALUE;

import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.besik.command.deciding.ChildRef;
import org.besik.command.deciding.Fact;
import org.besik.command.deciding.Order;
import org.besik.command.refusal.Refused;
import org.besik.events.AgencyId;
import org.besik.events.ChildId;
import org.besik.events.EventId;
import org.besik.events.Officer;
import org.jspecify.annotations.Nullable;

/** Reads what an officer decides about a child, as strictly as a fact. Safe for many threads. */
public final class OrderReader {

    private final Clock clock;
    private final Fingerprints fingerprints;

    /** @param clock in the zone in which days turn */
    public OrderReader(Clock clock, Fingerprints fingerprints) {
        this.clock = clock;
        this.fingerprints = fingerprints;
    }

    /**
     * One order, as the decider takes it.
     *
     * @param child as the caller named it: any id that ever led to the record
     * @param agency the agency that the account speaks for; null: none
     * @param key makes it harmless to send again; null: the member {@code ref}, else a fresh one
     * @param body a JSON object; empty: one without members
     * @throws Refused if its form is wrong or a value cannot be true
     */
    public Fact read(
            OrderForm form,
            ChildId child,
            Officer officer,
            @Nullable AgencyId agency,
            @Nullable String key,
            byte[] body) {
        var json = body.length == 0 ? new Json.Value(Map.of(), null) : Json.one(body, 0, body.length);
        var setting = new Setting(LocalDate.now(clock));
        Members order = Members.of(json.value(), setting);
        unless(json.duplicate() == null, DUPLICATE_KEY, json.duplicate(), "The member stands twice.");
        var members = new ArrayList<>(form.members());
        members.add("ref");
        order.only(members.toArray(String[]::new));
        String ref = ref(key, order.optionalText("ref"), setting);
        LocalDate occurredOn = order.has("occurredOn") ? order.date("occurredOn") : setting.today();
        setting.occurredOn(occurredOn);
        setting.expect(!occurredOn.isAfter(setting.today()), FUTURE_DATE, "occurredOn", "The day has not come yet.");
        Order read = form.reading().read(order);
        setting.settle();
        return new Fact(
                form.kind(),
                ref,
                agency == null ? AgencyId.BESIK : agency,
                null,
                new ChildRef.ById(child.value()),
                occurredOn,
                null,
                null,
                read,
                fingerprints.of(content(form, child, json)),
                new EventId(UUID.randomUUID().toString()),
                new ChildId(UUID.randomUUID().toString()),
                clock.instant(),
                UUID.randomUUID().toString(),
                officer);
    }

    /** What makes an order harmless to send again: the header, or what the order says itself. */
    static String ref(@Nullable String key, @Nullable String said, Setting setting) {
        if (key == null) {
            return said == null ? UUID.randomUUID().toString() : said;
        }
        unless(said == null || said.equals(key), UNKNOWN_VALUE, "ref", "It differs from the Idempotency-Key.");
        return Members.of(Map.of("Idempotency-Key", key), setting).text("Idempotency-Key");
    }

    private static byte[] content(OrderForm form, ChildId child, Json.Value json) {
        var said = new HashMap<String, @Nullable Object>();
        if (json.value() instanceof Map<?, ?> members) {
            members.forEach((name, value) -> said.put((String) name, value));
        }
        said.remove("ref");
        said.putAll(form.addressed());
        var content = new LinkedHashMap<String, @Nullable Object>();
        content.put("order", form.kind());
        content.put("child", child.value());
        content.put("said", said);
        return Canonical.of(content, path -> false);
    }
}
