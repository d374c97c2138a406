package dev.tandem.cli.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The page in a real browser. Skipped where there is no Chromium. */
class BrowserTest {
    private static final long SEED = 7;
    private static final int PHONE = 360;

    @TempDir
    static Path folder;

    private static @Nullable Chromium chromium;

    private static Path told;
    private static Path untold;
    private static Path hostile;
    private static Path evaluation;

    @BeforeAll
    static void openABrowser() throws Exception {
        Optional<Path> browser = Chromium.find();
        assumeTrue(
                browser.isPresent(),
                "no Chromium was found: install it, or name it with -Dtandem.chromium=PATH, to test the report's pages");
        told = folder.resolve("told.html");
        untold = folder.resolve("untold.html");
        hostile = folder.resolve("hostile.html");
        evaluation = folder.resolve("evaluation.html");
        MadeCalls calls = new MadeCalls(3_000, SEED);
        LinkReport.write(told, calls.left, calls.right, calls, calls.truth);
        LinkReport.write(untold, calls.left, calls.right, calls, null);
        HostileLinkage attack = new HostileLinkage();
        LinkReport.write(hostile, attack.left, attack.right, attack, attack.truth);
        EvaluationReport.write(evaluation, "tandem", MadeRuns.RUNS);
        chromium = Chromium.start(browser.get(), Files.createDirectory(folder.resolve("profile")));
    }

    @AfterAll
    static void closeTheBrowser() {
        if (chromium != null) {
            chromium.close();
        }
    }

    private static Chromium open(Path page, int width) {
        Chromium browser = Objects.requireNonNull(chromium, "the browser was started before");
        browser.open(page, width);
        return browser;
    }

    private static List<Path> pages() {
        return List.of(told, untold, hostile, evaluation);
    }

    @Test
    void aPageAsksForNothingAndSaysNothingInTheConsole() {
        for (Path page : pages()) {
            Chromium browser = open(page, 1200);
            assertThat(browser.requests()).containsExactly(page.toUri().toString());
            assertThat(browser.complaints()).isEmpty();
        }
    }

    @Test
    void theStyleSheetPassesThePolicyOfThePage() {
        Chromium browser = open(told, 1200);
        assertThat(browser.evaluate("getComputedStyle(document.querySelector('.tiles')).display"))
                .isEqualTo("grid");
    }

    @Test
    void aScriptThatWasSlippedInWouldNotRun() throws Exception {
        Path slipped = folder.resolve("slipped.html");
        String page = Files.readString(told).replace("<main>", "<main><script>window.slipped = 1</script>");
        Files.writeString(slipped, page, StandardCharsets.UTF_8);
        Chromium browser = open(slipped, 1200);
        assertThat(browser.evaluate("typeof window.slipped")).isEqualTo("undefined");
        assertThat(browser.complaints()).anyMatch(text -> text.contains("Content Security Policy"));
    }

    @ParameterizedTest
    @ValueSource(ints = {PHONE, 600, 1200})
    void nothingIsWiderThanTheWindow(int width) {
        for (Path page : pages()) {
            Chromium browser = open(page, width);
            assertThat(
                            browser.evaluate(
                                    "document.querySelectorAll('details').forEach(d => d.open = true), document.documentElement.scrollWidth"))
                    .as("width of %s", page.getFileName())
                    .isEqualTo(width);
            // What is cut off by an ancestor that hides or scrolls would not widen the page.
            assertThat(browser.evaluate("""
                            [...document.querySelectorAll('body *')].filter(e => !e.closest('.scroll') && !e.closest('svg'))
                              .filter(e => e.getBoundingClientRect().right > innerWidth + 0.5)
                              .map(e => e.tagName + '.' + e.className)
                            """))
                    .as("elements of %s that stick out", page.getFileName())
                    .isEqualTo(List.of());
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {PHONE, 1200})
    void noTextOfAChartLiesOnAnotherOrOutsideOfIt(int width) {
        for (Path page : pages()) {
            Chromium browser = open(page, width);
            assertThat((List<?>) browser.evaluate(
                            "[...document.querySelectorAll('svg.chart text')].slice(0, 1).map(t => 1)"))
                    .as("texts of %s", page.getFileName())
                    .hasSize(1);
            assertThat(browser.evaluate(CLASHES))
                    .as("texts of %s that clash", page.getFileName())
                    .isEqualTo(List.of());
        }
    }

    /** Pairs of texts whose boxes share more than a fifth of the height of a line, and texts that leave the drawing. */
    private static final String CLASHES = """
            [...document.querySelectorAll('svg.chart')].flatMap(svg => {
              const view = svg.viewBox.baseVal;
              const texts = [...svg.querySelectorAll('text')].map(t => ({t: t.textContent, b: t.getBBox()}));
              const found = texts.filter(x => x.b.x < -1 || x.b.x + x.b.width > view.width + 1
                  || x.b.y < -2 || x.b.y + x.b.height > view.height + 4).map(x => 'outside: ' + x.t);
              texts.forEach((x, i) => texts.slice(i + 1).forEach(y => {
                const wide = Math.min(x.b.x + x.b.width, y.b.x + y.b.width) - Math.max(x.b.x, y.b.x);
                const high = Math.min(x.b.y + x.b.height, y.b.y + y.b.height) - Math.max(x.b.y, y.b.y);
                if (wide > 1 && high > 4) found.push(x.t + ' on ' + y.t);
              }));
              return found;
            })
            """;

    @Test
    void textOnAPhoneIsNotTooSmallToRead() {
        for (Path page : pages()) {
            Chromium browser = open(page, PHONE);
            Object least = browser.evaluate("""
                    Math.min(...[...document.querySelectorAll('svg.chart text')].map(t =>
                      parseFloat(getComputedStyle(t).fontSize) * t.ownerSVGElement.getBoundingClientRect().width
                        / t.ownerSVGElement.viewBox.baseVal.width))
                    """);
            assertThat(least)
                    .asInstanceOf(InstanceOfAssertFactories.DOUBLE)
                    .as("pixels")
                    .isGreaterThan(10);
        }
    }

    @Test
    void everyChartIsNamedAndCanBeReadAsATable() {
        for (Path page : pages()) {
            Chromium browser = open(page, 1200);
            assertThat(browser.evaluate("""
                            [...document.querySelectorAll('svg.chart')].filter(s => s.getAttribute('role') !== 'img'
                                || !s.getAttribute('aria-label') || !s.querySelector(':scope > title')
                                || !s.querySelector(':scope > desc')
                                || !s.closest('.card').querySelector('details table tbody tr')).map(s => s.outerHTML.slice(0, 200))
                            """)).isEqualTo(List.of());
        }
    }

    @Test
    void hostileValuesBecomeNoElements() {
        Chromium browser = open(hostile, 1200);
        assertThat(browser.evaluate(
                        "document.querySelectorAll('script, img, iframe, b[onclick], a, base, form').length"))
                .isEqualTo(0);
        assertThat(browser.evaluate("""
                        [...document.querySelectorAll('*')].flatMap(e => [...e.attributes].map(a => a.name))
                          .filter(name => name.startsWith('on') || name === 'style' || name === 'href' || name === 'src')
                        """)).isEqualTo(List.of());
        assertThat((String) browser.evaluate("document.body.textContent"))
                .contains(HostileLinkage.SCRIPT)
                .contains("‹U+202E›")
                .contains("␀")
                .doesNotContain("\u202e")
                .doesNotContain("\u0000");
        assertThat(browser.evaluate("document.title")).asString().contains("<script>");
    }

    @Test
    void inTheDarkThePageIsDark() {
        Chromium browser = open(told, 1200);
        String ground = "getComputedStyle(document.body).backgroundColor";
        assertThat(browser.evaluate(ground)).isEqualTo("rgb(245, 246, 248)");
        browser.send(
                "Emulation.setEmulatedMedia",
                Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", "dark"))));
        assertThat(browser.evaluate(ground)).isEqualTo("rgb(18, 22, 27)");
    }

    @Test
    void itPrints() {
        for (Path page : pages()) {
            Chromium browser = open(page, 1200);
            Object data = browser.send("Page.printToPDF", Map.of("printBackground", true))
                    .get("data");
            byte[] pdf = Base64.getDecoder().decode(String.valueOf(data));
            String text = new String(pdf, StandardCharsets.ISO_8859_1);
            assertThat(text).startsWith("%PDF-");
            assertThat(text.split("/Type /Page\\b", -1).length - 1).as("pages").isBetween(1, 120);
        }
    }
}
