package org.besik.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.besik.command.deciding.Deciding;
import org.besik.command.deciding.Order;
import org.besik.command.deciding.Slice;
import org.junit.jupiter.api.Test;

class CommandSideTest {

    /** Every class of this side's main code. */
    private static List<Class<?>> classes() throws IOException, URISyntaxException, ClassNotFoundException {
        URL marker = Deciding.class.getResource("Deciding.class");
        assertThat(marker).isNotNull();
        Path root = Path.of(marker.toURI()).getParent().getParent();
        var classes = new ArrayList<Class<?>>();
        try (Stream<Path> files = Files.walk(root)) {
            for (Path file : files.filter(f -> f.toString().endsWith(".class")).toList()) {
                String name = root.relativize(file).toString().replace('/', '.').replaceAll("\\.class$", "");
                if (!name.endsWith("package-info")) {
                    classes.add(Class.forName("org.besik.command." + name, false, Deciding.class.getClassLoader()));
                }
            }
        }
        return classes;
    }

    @Test
    void no_order_is_left_deaf() throws Exception {
        var orders = classes().stream()
                .filter(type -> Order.class.isAssignableFrom(type) && type.isRecord())
                .toList();

        assertThat(orders).hasSizeGreaterThan(20);
        assertThat(CommandSide.slices().stream().<Class<?>>map(Slice::order))
                .doesNotHaveDuplicates()
                .containsExactlyInAnyOrderElementsOf(orders);
    }

    @Test
    void no_folder_is_left_out() throws Exception {
        var folders = classes().stream()
                .filter(type -> type.getSimpleName().endsWith("Slice") && type != Slice.class)
                .map(Class::getPackageName)
                .toList();

        assertThat(CommandSide.slices().stream().map(slice -> slice.order().getPackageName()))
                .isSubsetOf(folders)
                .containsAll(folders);
    }
}
