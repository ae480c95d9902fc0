package org.besik.query.web;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.springframework.web.util.UriComponentsBuilder;

/** Where a number leads: to the list it counts, on the same day. */
public final class Links {

    private final @Nullable LocalDate asOf;

    /** @param asOf null: today, which stays today when the link is kept */
    Links(@Nullable LocalDate asOf) {
        this.asOf = asOf;
    }

    /** The list of one region, or of all. */
    public String region(@Nullable String region) {
        return list(region, null, null);
    }

    /** The list of one reason. */
    public String reason(String reason) {
        return list(null, reason, null);
    }

    /** A page of the list. */
    public String list(@Nullable String region, @Nullable String reason, @Nullable String cursor) {
        var link = UriComponentsBuilder.fromPath("/untracked");
        add(link, "region", region);
        add(link, "reason", reason);
        add(link, "asOf", asOf);
        add(link, "cursor", cursor);
        return link.encode().build().toUriString();
    }

    private static void add(UriComponentsBuilder link, String name, @Nullable Object value) {
        if (value != null) {
            link.queryParam(name, value);
        }
    }
}
