package org.besik.simulator;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a nation is made of: its regions and how likely things are, read from a file in which each number says where it
 * comes from.
 *
 * @param country ISO 3166-1
 * @param about what the file is for
 * @param regionsSource where the regions' numbers come from
 */
record Nation(
        String country, String about, List<Region> regions, String regionsSource, Map<String, Parameter> parameters) {

    /**
     * @param code ISO 3166-2
     * @param births how many compared with the other regions
     * @param rural share of children who live in the countryside
     */
    record Region(String code, String name, double births, double rural) {}

    record Parameter(double value, String source) {}

    Nation {
        if (regions == null || regions.isEmpty() || parameters == null) {
            throw new IllegalArgumentException("a nation needs regions and parameters");
        }
        parameters.forEach((name, parameter) -> {
            if (parameter.source() == null || parameter.source().isBlank()) {
                throw new IllegalArgumentException("parameter " + name + " does not say where it comes from");
            }
        });
    }

    /** The nation in the data file of this module. */
    static Nation kazakhstan() {
        try (InputStream in = Nation.class.getResourceAsStream("kazakhstan.json")) {
            if (in == null) {
                throw new IllegalStateException("kazakhstan.json is not in this build");
            }
            return read(in);
        } catch (IOException broken) {
            throw new IllegalStateException(broken);
        }
    }

    /** A nation from another file of the same form. */
    static Nation read(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return read(in);
        } catch (JacksonException wrong) {
            throw new IOException(file + " is not a nation: " + wrong.getOriginalMessage(), wrong);
        }
    }

    private static Nation read(InputStream in) {
        return JsonMapper.builder().build().readValue(in, Nation.class);
    }

    /** @throws IllegalArgumentException if the file does not say */
    double value(String name) {
        @Nullable Parameter parameter = parameters.get(name);
        if (parameter == null) {
            throw new IllegalArgumentException("the nation's file lacks the parameter " + name);
        }
        return parameter.value();
    }
}
