package org.besik.architecture;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;

/** Where the sources are. */
final class Project {

    static final Path ROOT = root();

    private Project() {}

    private static Path root() {
        Path folder = Path.of("").toAbsolutePath();
        while (!Files.exists(folder.resolve("LICENSE"))) {
            folder = Objects.requireNonNull(folder.getParent(), "no project around here");
        }
        return folder;
    }
}
