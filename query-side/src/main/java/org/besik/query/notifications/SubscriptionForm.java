package org.besik.query.notifications;

import java.time.LocalTime;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.besik.events.Place;
import org.besik.events.Regions;
import org.besik.events.caller.Caller;
import org.besik.query.access.BadQuestion;
import org.besik.query.access.NotAllowed;
import org.besik.query.notifications.Subscription.Channel;
import org.besik.query.untracked.Reason;
import org.besik.query.untracked.Severity;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DatabindException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** What an administrator sends to subscribe, and what is wrong with it. */
record SubscriptionForm(
        @Nullable Channel channel,
        @Nullable String target,
        @Nullable List<String> regions,
        @Nullable List<Reason> reasons,
        @Nullable Severity minSeverity,
        @Nullable Hours quietHours,
        @Nullable String language) {

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES, DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private static final Pattern ID = Pattern.compile("[A-Za-z0-9._-]{1,64}");
    private static final Set<String> LANGUAGES = Set.of("kk", "ru", "en");
    private static final int LONGEST_TARGET = 1_000;

    record Hours(@Nullable LocalTime from, @Nullable LocalTime to) {}

    /** @throws BadQuestion if it is none; repeats nothing of it */
    static SubscriptionForm read(byte[] body) {
        try {
            SubscriptionForm form = JSON.readValue(body, SubscriptionForm.class);
            if (form != null) {
                return form;
            }
        } catch (DatabindException wrong) {
            throw new BadQuestion(
                    wrong.getPath().isEmpty()
                            ? "body"
                            : String.valueOf(wrong.getPath().getFirst().getPropertyName()),
                    "It is not a member of a subscription, or not such a value.");
        } catch (JacksonException garbled) {
            // Said below
        }
        throw new BadQuestion("body", "A subscription is a JSON object.");
    }

    /**
     * As it is kept.
     *
     * @param canMail whether a mail server is known
     * @param sealedSecret of a webhook
     * @throws BadQuestion if a member is missing or wrong
     * @throws NotAllowed if a region is not the caller's
     */
    Subscription checked(String id, Caller caller, boolean canMail, byte @Nullable [] sealedSecret) {
        if (!ID.matcher(id).matches()) {
            throw new BadQuestion("id", "It has 1 to 64 letters, digits, dots, hyphens.");
        }
        Channel by = channel;
        String to = target;
        if (by == null) {
            throw new BadQuestion("channel", "It is WEBHOOK or EMAIL.");
        }
        if (to == null || to.length() > LONGEST_TARGET) {
            throw new BadQuestion("target", "It is required, and not endless.");
        }
        if (by == Channel.EMAIL && !canMail) {
            throw new BadQuestion("channel", "Besik sends no mail: BESIK_SMTP_URI names no mail server.");
        }
        String wrong = by == Channel.EMAIL ? Mail.wrong(to) : Webhook.wrong(to);
        if (wrong != null) {
            throw new BadQuestion("target", wrong);
        }
        String in = language == null ? "kk" : language;
        if (!LANGUAGES.contains(in)) {
            throw new BadQuestion("language", "It is kk, ru or en.");
        }
        return new Subscription(
                id,
                by,
                to,
                regions(caller),
                new TreeSet<>(
                        reasons == null
                                ? List.of()
                                : reasons.stream().map(Enum::name).toList()),
                minSeverity,
                hours(),
                in,
                by == Channel.WEBHOOK ? sealedSecret : null);
    }

    private Set<String> regions(Caller caller) {
        if (regions == null || regions.isEmpty()) {
            throw new BadQuestion("regions", "It names at least one; KZ is all.");
        }
        for (String region : regions) {
            if (!Regions.isRegion(region) && !region.equals(Caller.NATION) && !region.equals(Place.UNKNOWN)) {
                throw new BadQuestion("regions", "There is no such region; KZ-71 is one, KZ is all.");
            }
            if (!caller.covers(region)) {
                throw NotAllowed.region();
            }
        }
        return new TreeSet<>(regions);
    }

    private @Nullable QuietHours hours() {
        Hours asked = quietHours;
        if (asked == null) {
            return null;
        }
        LocalTime from = asked.from();
        LocalTime to = asked.to();
        if (from == null || to == null || from.equals(to)) {
            throw new BadQuestion("quietHours", "It has from and to, which differ: 21:00 and 07:00.");
        }
        return new QuietHours(from, to);
    }
}
