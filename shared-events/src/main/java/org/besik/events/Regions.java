package org.besik.events;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The regions of the country by ISO 3166-2; in Kazakhstan the two digits are those of KATO. They are data: {@code
 * places/regions.json}, or the file that {@value #FILE} names.
 */
public final class Regions {

    /** The environment variable that names another country's file. */
    public static final String FILE = "BESIK_REGIONS";

    private static final List<Region> ALL = load();
    private static final List<String> CODES = ALL.stream().map(Region::code).toList();
    private static final Set<String> KNOWN = Set.copyOf(CODES);

    private Regions() {}

    /**
     * A region and its place on a map of equal tiles.
     *
     * @param column from the west, from 0
     * @param row from the north, from 0
     * @param shortNames an abbreviation of a few letters by language code; may lack a language
     * @param names the whole name by language code; empty where the pages' own words have it
     */
    public record Region(String code, int column, int row, Map<String, String> shortNames, Map<String, String> names) {}

    /** All regions, by code. */
    public static List<Region> all() {
        return ALL;
    }

    /** All region codes, ascending. */
    public static List<String> codes() {
        return CODES;
    }

    public static boolean isRegion(String code) {
        return KNOWN.contains(code);
    }

    private static List<Region> load() {
        String file = System.getenv(FILE);
        try (InputStream in = file == null
                ? Objects.requireNonNull(Regions.class.getResourceAsStream("/places/regions.json"))
                : Files.newInputStream(Path.of(file))) {
            return read(in);
        } catch (IOException unreadable) {
            throw new UncheckedIOException("the regions cannot be read", unreadable);
        }
    }

    /** @throws IllegalArgumentException if a region has no code, or two have one code or one tile */
    static List<Region> read(InputStream in) throws IOException {
        var regions = new ArrayList<Region>();
        for (JsonNode region : new ObjectMapper().readTree(in)) {
            regions.add(new Region(
                    region.path("code").asText(),
                    region.path("column").asInt(-1),
                    region.path("row").asInt(-1),
                    words(region.path("short")),
                    words(region.path("name"))));
        }
        regions.sort(Comparator.comparing(Region::code));
        check(regions);
        return List.copyOf(regions);
    }

    private static Map<String, String> words(JsonNode byLanguage) {
        var words = new HashMap<String, String>();
        byLanguage
                .properties()
                .forEach(word -> words.put(word.getKey(), word.getValue().asText()));
        return Map.copyOf(words);
    }

    private static void check(List<Region> regions) {
        if (regions.isEmpty()
                || regions.stream()
                        .anyMatch(region -> region.code().isBlank() || region.column() < 0 || region.row() < 0)) {
            throw new IllegalArgumentException("every region has a code, a column and a row");
        }
        if (regions.stream().map(Region::code).distinct().count() < regions.size()
                || regions.stream()
                                .map(region -> region.column() + "/" + region.row())
                                .collect(Collectors.toSet())
                                .size()
                        < regions.size()) {
            throw new IllegalArgumentException("two regions have the same code or the same tile");
        }
    }
}
