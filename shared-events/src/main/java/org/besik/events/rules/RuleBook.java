package org.besik.events.rules;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Every version of the rules, in the order in which they were put in force, and which of them holds on a day. On a day the
 * version with the latest first day holds; of two with the same first day the one put in force last. What holds in a place
 * is worked out once: asking makes nothing.
 */
public final class RuleBook {

    /** Stands for "never" where a day is asked for. */
    public static final int NEVER = Integer.MAX_VALUE;

    private final List<RuleVersion> versions;
    private final Stretch[] stretches;

    /** The days from one on which a version holds, until the next stretch begins. */
    private record Stretch(int from, RuleVersion version, RuleSet national, Map<String, RuleSet> regions) {

        static Stretch of(RuleVersion version) {
            var regions = new HashMap<String, RuleSet>();
            version.regions()
                    .keySet()
                    .forEach(region -> regions.put(region, new RuleSet(version.version(), version.in(region))));
            return new Stretch(
                    Math.toIntExact(version.from().toEpochDay()),
                    version,
                    new RuleSet(version.version(), version.thresholds()),
                    regions);
        }
    }

    private record Data(List<RuleVersion> versions) {}

    /** @param versions in the order in which they were put in force; the first holds for as long as anybody asks */
    public RuleBook(List<RuleVersion> versions) {
        this.versions = List.copyOf(versions);
        var byFirstDay = new TreeMap<LocalDate, RuleVersion>();
        this.versions.forEach(version -> byFirstDay.put(version.from(), version));
        this.stretches = byFirstDay.values().stream().map(Stretch::of).toArray(Stretch[]::new);
    }

    /** The rules that come with Besik: the national defaults. */
    public static RuleBook standard() {
        return Standard.BOOK;
    }

    /** Read when it is first asked for. */
    private static final class Standard {

        static final RuleBook BOOK = read();

        private static RuleBook read() {
            try (InputStream file = RuleBook.class.getResourceAsStream("/rules/thresholds.json")) {
                if (file == null) {
                    throw new IllegalStateException("the thresholds are missing");
                }
                return load(file);
            } catch (IOException unreadable) {
                throw new UncheckedIOException(unreadable);
            }
        }
    }

    /**
     * Reads and checks a rules file.
     *
     * @throws IllegalArgumentException if it has a hole, an overlap or an unknown word: it says where
     */
    public static RuleBook load(InputStream file) throws IOException {
        List<RuleVersion> versions;
        try {
            versions = JsonMapper.builder()
                    .addModule(new JavaTimeModule())
                    .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                    .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
                    .build()
                    .readValue(file, Data.class)
                    .versions();
        } catch (JacksonException wrong) {
            throw new IllegalArgumentException("rules: " + wrong.getOriginalMessage(), wrong);
        }
        if (versions.stream().noneMatch(version -> version.from().getYear() <= 1990)) {
            throw new IllegalArgumentException("rules: a version must be in force from 1990 or earlier");
        }
        versions.forEach(RuleVersion::check);
        return new RuleBook(versions);
    }

    /** The book with one version more. */
    public RuleBook with(RuleVersion next) {
        var more = new ArrayList<>(versions);
        more.add(next);
        return new RuleBook(more);
    }

    /** All, in the order in which they were put in force. */
    public List<RuleVersion> versions() {
        return versions;
    }

    /** What holds in a region on an epoch day. */
    public RuleSet on(int day, String region) {
        Stretch stretch = stretch(day);
        return stretch.regions().getOrDefault(region, stretch.national());
    }

    /** What holds in a region on a day. */
    public RuleSet on(LocalDate day, String region) {
        return on(Math.toIntExact(day.toEpochDay()), region);
    }

    /** The version that holds on a day. */
    public RuleVersion on(LocalDate day) {
        return stretch(Math.toIntExact(day.toEpochDay())).version();
    }

    private Stretch stretch(int day) {
        for (int i = stretches.length - 1; i >= 0; i--) {
            if (stretches[i].from() <= day) {
                return stretches[i];
            }
        }
        throw new IllegalStateException("no rules are in force on " + LocalDate.ofEpochDay(day));
    }

    /** The first epoch day after a day on which another version holds; {@link #NEVER}: none comes. */
    public int nextChange(int after) {
        for (Stretch stretch : stretches) {
            if (stretch.from() > after) {
                return stretch.from();
            }
        }
        return NEVER;
    }

    /** Names everything that decides: changes when any rule does. */
    public String version() {
        return versions.stream().map(RuleVersion::version).collect(Collectors.joining("+"));
    }
}
