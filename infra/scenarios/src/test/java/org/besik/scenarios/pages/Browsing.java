package org.besik.scenarios.pages;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** A real Chromium that loads nothing but Besik's own pages. */
public final class Browsing implements AutoCloseable {

    private final Playwright playwright;
    private final Browser browser;
    private final URI address;

    private Browsing(Playwright playwright, Browser browser, URI address) {
        this.playwright = playwright;
        this.browser = browser;
        this.address = address;
    }

    /** Opens the browser that {@code BESIK_CHROMIUM} names, else the system's; a missing one fails the test. */
    public static Browsing of(URI address) {
        Path chromium = Path.of(Objects.requireNonNullElse(System.getenv("BESIK_CHROMIUM"), "/usr/bin/chromium"));
        assertThat(Files.isExecutable(chromium))
                .as("the browser tests need Chromium at %s; BESIK_CHROMIUM names another", chromium)
                .isTrue();
        var playwright = Playwright.create(
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        var browser = playwright
                .chromium()
                .launch(new BrowserType.LaunchOptions()
                        .setExecutablePath(chromium)
                        .setArgs(List.of(
                                "--no-sandbox",
                                "--disable-gpu",
                                "--disable-quic",
                                "--no-first-run",
                                "--disable-background-networking",
                                "--disable-component-update",
                                "--disable-sync")));
        // A build machine is slower than an office's; whatever is there sooner is seen sooner
        PlaywrightAssertions.setDefaultAssertionTimeout(20_000);
        return new Browsing(playwright, browser, address);
    }

    /** Somebody with a new browser who has signed in elsewhere. */
    public BrowserContext person(String language, int width, String session) {
        BrowserContext person =
                browser.newContext(options(language, width, true).setStorageState(session));
        person.setDefaultTimeout(20_000);
        return person;
    }

    /** Somebody with a browser of their own. */
    public BrowserContext person(String language, int width, boolean withScripts) {
        BrowserContext person = browser.newContext(options(language, width, withScripts));
        person.setDefaultTimeout(20_000);
        return person;
    }

    private Browser.NewContextOptions options(String language, int width, boolean withScripts) {
        return new Browser.NewContextOptions()
                .setBaseURL(address.toString())
                .setLocale(language)
                .setTimezoneId("Asia/Almaty")
                .setJavaScriptEnabled(withScripts)
                .setViewportSize(width, width < 700 ? 800 : 1080);
    }

    @Override
    public void close() {
        browser.close();
        playwright.close();
    }
}
