package org.besik.scenarios;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Assumptions;

/** A disk that fails when it is told to, for another process (see {@code src/test/c/faults.c}). */
final class Faults {

    private final Path library;
    private final Path told;

    private Faults(Path library, Path told) {
        this.library = library;
        this.told = told;
    }

    /** Needs Linux and a C compiler: where they are missing, that is said aloud, and counted as not run. */
    static Faults in(Path folder) throws IOException, InterruptedException {
        Path library = folder.resolve("faults.so");
        Path output = folder.resolve("cc.log");
        var compiler = new ProcessBuilder(List.of(
                        "cc",
                        "-shared",
                        "-fPIC",
                        "-Wall",
                        "-Werror",
                        "-o",
                        library.toString(),
                        Path.of("src/test/c/faults.c").toAbsolutePath().toString(),
                        "-ldl"))
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        if (!System.getProperty("os.name").equals("Linux")) {
            notRun();
        }
        try {
            if (compiler.start().waitFor() != 0) {
                throw new AssertionError(Files.readString(output));
            }
        } catch (IOException none) {
            notRun();
        }
        return new Faults(library, folder.resolve("faults.txt"));
    }

    private static void notRun() {
        String notRun = "NOT RUN: a failing disk needs Linux and a C compiler named cc";
        System.err.println(notRun);
        Assumptions.abort(notRun);
    }

    /** What a process needs in its environment to feel them. */
    Map<String, String> environment() {
        return Map.of("LD_PRELOAD", library.toString(), "FAULTS", told.toString());
    }

    /** From now on these calls fail, each {@code ERROR CALL PART-OF-PATH}. */
    void begin(List<String> faults) throws IOException {
        // All at once: a process may read it at any moment
        Path next = Files.write(told.resolveSibling("faults.next"), faults);
        Files.move(next, told, StandardCopyOption.ATOMIC_MOVE);
    }

    /** From now on nothing fails. */
    void end() throws IOException {
        Files.delete(told);
    }
}
