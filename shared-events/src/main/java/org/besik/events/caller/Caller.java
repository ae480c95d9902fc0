package org.besik.events.caller;

import java.util.Collection;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.besik.events.AgencyId;
import org.jspecify.annotations.Nullable;

/**
 * Who is calling: the claims of a checked token.
 *
 * @param subject the account, for the access log
 * @param agency the agency it speaks for; null: none
 * @param services names of {@link org.besik.events.Service}; empty: any
 * @param regions ISO 3166-2 codes, or {@link #NATION}
 * @param roles what it may do; unknown names are ignored
 * @param scopes OAuth scopes, {@code facts:relay} among them
 */
public record Caller(
        String subject,
        @Nullable AgencyId agency,
        Set<String> services,
        Set<String> regions,
        Set<Role> roles,
        Set<String> scopes) {

    /** Stands for every region. */
    public static final String NATION = "KZ";

    /** The scope that lets a hub report for other agencies. */
    public static final String RELAY = "facts:relay";

    /** The scope of what one side of a cluster asks the other on its own account; no issuer can give it. */
    public static final String INSIDE = "besik:inside";

    /** Reads the claims {@code sub}, {@code agency}, {@code services}, {@code regions}, {@code roles}, {@code scope}. */
    public static Caller of(Map<String, Object> claims) {
        Object agency = claims.get("agency");
        var roles = EnumSet.noneOf(Role.class);
        for (Role role : Role.values()) {
            if (strings(claims.get("roles")).contains(role.name())) {
                roles.add(role);
            }
        }
        Object scope = claims.get("scope");
        return new Caller(
                String.valueOf(claims.getOrDefault("sub", "unknown")),
                agency instanceof String id && !id.isBlank() ? new AgencyId(id) : null,
                strings(claims.get("services")),
                strings(claims.get("regions")),
                roles,
                scope instanceof String text ? Set.of(text.trim().split(" +")) : strings(scope));
    }

    private static Set<String> strings(@Nullable Object claim) {
        return claim instanceof Collection<?> values
                ? values.stream().map(String::valueOf).collect(Collectors.toUnmodifiableSet())
                : Set.of();
    }

    public boolean is(Role role) {
        return roles.contains(role);
    }

    /** The same caller with some of its roles only. */
    public Caller in(Set<Role> some) {
        Set<Role> kept = roles.stream().filter(some::contains).collect(Collectors.toUnmodifiableSet());
        return new Caller(subject, agency, services, regions, kept, scopes);
    }

    /** The same caller without a scope. */
    public Caller without(String scope) {
        Set<String> others =
                scopes.stream().filter(each -> !each.equals(scope)).collect(Collectors.toUnmodifiableSet());
        return new Caller(subject, agency, services, regions, roles, others);
    }

    /** Whether it is the other side of the cluster itself. */
    public boolean isInside() {
        return scopes.contains(INSIDE);
    }

    public boolean mayRelay() {
        return scopes.contains(RELAY);
    }

    /** Whether its regions cover one; every caller of the nation covers {@code unknown} too. */
    public boolean covers(String region) {
        return regions.contains(NATION) || regions.contains(region);
    }
}
