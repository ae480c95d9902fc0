package org.besik.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** A clone must build, run and read the same anywhere. */
class SourcesTest {

    private static final Path ROOT = Project.ROOT;

    private static final Set<String> TEXT = Set.of(
            "java",
            "xml",
            "yml",
            "yaml",
            "properties",
            "md",
            "sh",
            "html",
            "css",
            "js",
            "json",
            "factories",
            "config",
            "");

    /** The addresses that stand in sources: names of formats, licences, examples, ourselves. */
    private static final Set<String> HOSTS = Set.of(
            "maven.apache.org",
            "www.w3.org",
            "www.apache.org",
            "www.thymeleaf.org",
            "json-schema.org",
            "spec.openapis.org",
            "localhost",
            "127.0.0.1");

    /** Reserved for examples (RFC 2606, RFC 6761). */
    private static final Pattern EXAMPLE_HOST = Pattern.compile("(.*\\.)?(example(\\.(org|com|net))?|test|invalid)");

    private static final Pattern ADDRESS = Pattern.compile("https?://([A-Za-z0-9.-]+)");

    /** A folder of somebody's machine; {@code /usr/lib/jvm} and the like are where everybody looks. */
    private static final Pattern SOMEBODYS_FOLDER =
            Pattern.compile("(?<![\\w.$}~-])/(home|Users|root|work|workspace|builds|mnt|media)/\\w+");

    @Test
    void no_source_names_a_host_that_is_not_everybodys() throws IOException {
        var strange = new TreeSet<String>();
        for (Path file : sources()) {
            for (MatchResult address : matches(ADDRESS, file)) {
                String host = address.group(1);
                if (!HOSTS.contains(host) && !EXAMPLE_HOST.matcher(host).matches()) {
                    strange.add(ROOT.relativize(file) + ": " + address.group());
                }
            }
        }
        assertThat(strange).isEmpty();
    }

    @Test
    void no_source_names_a_folder_of_somebodys_machine() throws IOException {
        var strange = new TreeSet<String>();
        for (Path file : sources()) {
            for (MatchResult folder : matches(SOMEBODYS_FOLDER, file)) {
                strange.add(ROOT.relativize(file) + ": " + folder.group());
            }
        }
        assertThat(strange).isEmpty();
    }

    @Test
    void the_readme_names_what_is_there() throws IOException {
        String readme = Files.readString(ROOT.resolve("README.md"));
        List<String> commands = Pattern.compile("(?m)^(infra/\\w+|\\.ci/\\w+)")
                .matcher(readme)
                .results()
                .map(MatchResult::group)
                .distinct()
                .toList();

        assertThat(commands).contains("infra/run", "infra/test", "infra/bench");
        assertThat(commands)
                .allSatisfy(command -> assertThat(ROOT.resolve(command)).isExecutable());
        List<String> links = Pattern.compile("\\]\\((?!http)([^)#]+)\\)")
                .matcher(readme)
                .results()
                .map(link -> link.group(1))
                .toList();
        assertThat(links)
                .isNotEmpty()
                .allSatisfy(link -> assertThat(ROOT.resolve(link)).exists());
    }

    /** The build runs tests by the names of their classes; any other would never fail. */
    @Test
    void every_test_has_a_name_that_the_build_runs() throws IOException {
        Pattern test =
                Pattern.compile("(?m)^\\s+@(Test|ParameterizedTest|RepeatedTest|TestFactory|Property|Example)\\b");
        Pattern run = Pattern.compile(".*(Test|Property|Properties)\\.java");
        var deaf = new TreeSet<String>();
        for (Path file : sources()) {
            String name = file.getFileName().toString();
            if (name.endsWith(".java")
                    && !run.matcher(name).matches()
                    && !matches(test, file).isEmpty()) {
                // An abstract suite is run by the classes that extend it
                if (!Files.readString(file).contains("abstract class " + name.replace(".java", ""))) {
                    deaf.add(ROOT.relativize(file).toString());
                }
            }
        }
        assertThat(deaf).isEmpty();
    }

    private static List<MatchResult> matches(Pattern pattern, Path file) throws IOException {
        return pattern.matcher(Files.readString(file)).results().toList();
    }

    private static List<Path> sources() throws IOException {
        var sources = new ArrayList<Path>();
        Files.walkFileTree(ROOT, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
                String name = folder.getFileName().toString();
                boolean ours = folder.equals(ROOT)
                        || name.equals(".ci")
                        || name.equals(".mvn")
                        || !name.startsWith(".") && !name.equals("target");
                return ours ? FileVisitResult.CONTINUE : FileVisitResult.SKIP_SUBTREE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                String name = file.getFileName().toString();
                boolean licence = name.equals("LICENSE") || name.equals("SourcesTest.java");
                if (TEXT.contains(name.substring(name.lastIndexOf('.') + 1)) && !licence
                        || !name.contains(".") && !licence) {
                    sources.add(file);
                }
                return FileVisitResult.CONTINUE;
            }
        });
        assertThat(sources).hasSizeGreaterThan(100);
        return sources;
    }
}
