package org.besik.events;

import static java.util.Objects.requireNonNull;

import org.jspecify.annotations.Nullable;

/**
 * Where: a region by its ISO 3166-2 code ({@code KZ-71}), perhaps a district of it, perhaps whether it is countryside.
 */
public record Place(
        String region, @Nullable String district, @Nullable Boolean rural) {

    /** What stands for a region where none is known. */
    public static final String UNKNOWN = "unknown";

    public Place {
        requireNonNull(region);
    }
}
