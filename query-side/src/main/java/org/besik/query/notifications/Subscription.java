package org.besik.query.notifications;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Set;
import org.besik.events.caller.Caller;
import org.besik.query.untracked.Severity;
import org.jspecify.annotations.Nullable;

/**
 * Who wants to be told of what, as an administrator set it.
 *
 * @param target an address of the web, or one of mail
 * @param regions ISO 3166-2 codes, {@code unknown}, or {@code KZ}: all
 * @param reasons by their names; empty: all
 * @param minSeverity the least that a flag must have when it is told; null: any
 * @param quietHours null: none
 * @param language of mail: kk, ru or en
 * @param sealedSecret with which a webhook is signed, sealed; null: mail is not signed
 */
record Subscription(
        String id,
        Channel channel,
        String target,
        Set<String> regions,
        Set<String> reasons,
        @Nullable Severity minSeverity,
        @Nullable QuietHours quietHours,
        String language,
        byte @Nullable [] sealedSecret) {

    /** Which way it is told. */
    enum Channel {
        WEBHOOK,
        EMAIL
    }

    boolean wants(String region, String reason, Severity severity) {
        return (regions.contains(Caller.NATION) || regions.contains(region))
                && (reasons.isEmpty() || reasons.contains(reason))
                && (minSeverity == null || severity.compareTo(minSeverity) >= 0);
    }

    @JsonIgnore
    boolean isQuiet(Instant now, ZoneId zone) {
        return quietHours != null && quietHours.contain(now.atZone(zone).toLocalTime());
    }

    Subscription signedWith(byte[] sealed) {
        return new Subscription(id, channel, target, regions, reasons, minSeverity, quietHours, language, sealed);
    }
}
