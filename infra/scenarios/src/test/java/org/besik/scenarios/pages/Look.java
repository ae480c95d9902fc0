package org.besik.scenarios.pages;

import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.args.AxeRunOptions;
import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ScreenshotType;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** What holds for every page: nothing sticks out at any width, nothing breaks the rules of accessibility. */
final class Look {

    static final int PHONE = 360;
    static final int DESK = 1920;

    /** From a phone over a tablet and an office's screen to a wide one. */
    private static final List<Integer> WIDTHS = List.of(PHONE, 800, 1280, DESK);

    private static final Path SCREENSHOTS = Path.of("target", "screenshots");

    private Look() {}

    /** Looks at a page that is open, at every width; pictures of it are kept. */
    static void at(Page page, String name, String language) {
        assertThat(page.locator("html").getAttribute("lang")).isEqualTo(language);
        for (int width : WIDTHS) {
            page.setViewportSize(width, width == PHONE ? 800 : 1080);
            // Charts are drawn anew between two pictures of the screen
            page.evaluate("new Promise(drawn => requestAnimationFrame(() => requestAnimationFrame(drawn)))");
            String picture = name + "-" + language + "-" + width;
            assertNothingSticksOut(page, width, picture);
            if (width == PHONE || width == DESK) {
                byDayAndByNight(page, width, language, picture);
            }
        }
    }

    private static void assertNothingSticksOut(Page page, int width, String picture) {
        assertThat(measured(page, "document.documentElement.scrollWidth"))
                .as("width of " + picture)
                .isLessThanOrEqualTo(width);
        assertThat(measured(page, hiddenIn(".scroll")))
                .as("hidden part of a table of " + picture)
                .isZero();
        assertThat(measured(page, hiddenIn(".card")))
                .as("what sticks out of a card of " + picture)
                .isLessThan(8);
        assertThat(measured(page, CUT_HINT))
                .as("what is cut off a hint of " + picture)
                .isZero();
    }

    /** By how much what an empty field hints at is longer than the field. */
    private static final String CUT_HINT = """
            Math.max(0, ...[...document.querySelectorAll('input[placeholder]')].filter(e => e.clientWidth).map(e => {
              const style = getComputedStyle(e), pen = document.createElement('canvas').getContext('2d');
              pen.font = style.font;
              return Math.ceil(pen.measureText(e.placeholder).width
                + parseFloat(style.paddingLeft) + parseFloat(style.paddingRight) - e.clientWidth);
            }))""";

    private static String hiddenIn(String boxes) {
        return "Math.max(0, ...[...document.querySelectorAll('" + boxes
                + "')].map(e => e.scrollWidth - e.clientWidth))";
    }

    private static int measured(Page page, String expression) {
        return (int) page.evaluate(expression);
    }

    /** The rules of accessibility hang on layout and colours, not on the language: one language a width is enough. */
    private static void byDayAndByNight(Page page, int width, String language, String picture) {
        boolean isJudged = language.equals(width == PHONE ? "kk" : "ru");
        for (ColorScheme scheme :
                isJudged ? List.of(ColorScheme.DARK, ColorScheme.LIGHT) : List.of(ColorScheme.LIGHT)) {
            page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(scheme));
            String shade = picture + "-" + scheme.name().toLowerCase(Locale.ROOT);
            // Half of what these tests take is packing pictures, and a JPEG is packed in half the time of a PNG
            page.screenshot(new Page.ScreenshotOptions()
                    .setType(ScreenshotType.JPEG)
                    .setQuality(80)
                    .setPath(SCREENSHOTS.resolve(shade + ".jpg"))
                    .setFullPage(true));
            if (isJudged) {
                assertAccessible(page, shade);
            }
        }
    }

    private static void assertAccessible(Page page, String picture) {
        // Four times as fast as told otherwise: no page has frames, and what is well need not be listed
        var options = new AxeRunOptions();
        options.setResultTypes(List.of("violations"));
        var violations = new AxeBuilder(page)
                .options(options)
                .setLegacyMode(true)
                .analyze()
                .getViolations();
        assertThat(violations.stream()
                        .map(rule ->
                                rule.getId() + " " + rule.getNodes().getFirst().getHtml()))
                .as(picture)
                .isEmpty();
    }
}
