package io.quarkiverse.tailsrv.it;

import static org.awaitility.Awaitility.await;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

import org.openqa.selenium.Dimension;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;

/**
 * Chromium without a window. It finds elements within those of others, since all that the Dev UI shows is in shadow trees.
 */
final class Browser implements AutoCloseable {

    static final int WIDTH = 1280;

    private static final int HEIGHT = 900;
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String[] BROWSERS = { "chromium", "google-chrome" };
    private static final String DRIVER = "chromedriver";

    /** The elements that match a selector, and whose text contains another one. */
    private static final String FIND = """
            const found = [];
            const search = root => {
                for (const element of root.querySelectorAll('*')) {
                    if (element.matches(arguments[0]) && element.textContent.includes(arguments[1])) {
                        found.push(element);
                    }
                    if (element.shadowRoot) {
                        search(element.shadowRoot);
                    }
                }
            };
            search(document);
            return found""";

    /** Notes when an element first contains a text, which it does not yet. */
    private static final String EXPECT = """
            const [element, text] = arguments;
            window.appeared = new Promise(appeared => new MutationObserver((changes, observer) => {
                if (element.textContent.includes(text)) {
                    observer.disconnect();
                    appeared(Date.now());
                }
            }).observe(element, { childList: true, subtree: true, characterData: true }))""";

    private final ChromeDriver driver;

    Browser() {
        ChromeDriverService service = new ChromeDriverService.Builder().usingDriverExecutable(program(DRIVER)).build();
        ChromeOptions options = new ChromeOptions();
        options.setBinary(program(BROWSERS));
        options.addArguments("--headless=new", "--no-sandbox", "--disable-dev-shm-usage", "--force-prefers-reduced-motion");
        driver = new ChromeDriver(service, options);
        setWidth(WIDTH);
        driver.manage().timeouts().pageLoadTimeout(PATIENCE).scriptTimeout(PATIENCE);
    }

    /** Whether it is to be started here. For JUnit. Continuous integration needs it: there it fails where it is missing. */
    static boolean isExpected() {
        return "true".equals(System.getenv("CI"))
                || programs(BROWSERS).findAny().isPresent() && programs(DRIVER).findAny().isPresent();
    }

    private static File program(String... names) {
        return programs(names).findFirst()
                .orElseThrow(() -> new IllegalStateException("Not on the PATH: " + String.join(" or ", names)));
    }

    private static Stream<File> programs(String... names) {
        return Stream.of(System.getenv("PATH").split(File.pathSeparator))
                .flatMap(directory -> Stream.of(names).map(name -> new File(directory, name)))
                .filter(File::canExecute);
    }

    /** Of the window, which is {@link #WIDTH} pixels wide at first. */
    void setWidth(int pixels) {
        driver.manage().window().setSize(new Dimension(pixels, HEIGHT));
    }

    void open(String url) {
        driver.get(url);
    }

    /** Waits until there is such an element. */
    WebElement find(String selector, String text) {
        return await().atMost(PATIENCE).until(() -> all(selector, text).stream().findFirst(), found -> found.isPresent())
                .orElseThrow();
    }

    /** Whether all of its width is to be seen without scrolling. */
    boolean isWithinWindow(String selector, String text) {
        return (Boolean) driver.executeScript("""
                const { left, right } = arguments[0].getBoundingClientRect();
                return left >= 0 && right <= window.innerWidth""", find(selector, text));
    }

    /** The texts of the elements that are there now. */
    @SuppressWarnings("unchecked")
    List<String> texts(String selector) {
        return (List<String>) driver.executeScript(
                "return (function() {" + FIND + "})(...arguments).map(element => element.textContent.trim())", selector, "");
    }

    @SuppressWarnings("unchecked")
    private List<WebElement> all(String selector, String text) {
        return (List<WebElement>) driver.executeScript(FIND, selector, text);
    }

    /**
     * Has the page itself note when a text appears in an element, since a test would notice it only when it asks; both have the
     * same clock.
     */
    void expect(String selector, String text) {
        driver.executeScript(EXPECT, find(selector, ""), text);
    }

    /** Waits for the text that was expected, and returns when it appeared, in milliseconds since 1970. */
    long appeared() {
        return (Long) driver.executeAsyncScript("window.appeared.then(arguments[0])");
    }

    /** Clicks as soon as there is such an element. */
    void click(String selector, String text) {
        driver.executeScript("arguments[0].click()", find(selector, text));
    }

    /** Runs a script in the page, in which {@code arguments[0]} is the element. */
    void run(String selector, String script) {
        driver.executeScript(script, find(selector, ""));
    }

    /** Writes into a field as a user does. */
    void write(String selector, String text) {
        find(selector, "").sendKeys(text);
    }

    /** Takes a picture for those who want to see it, once no notice of the Dev UI is in the way. */
    void picture(String name) throws IOException {
        await().atMost(PATIENCE).until(() -> texts("vaadin-notification-card").isEmpty());
        Path pictures = Files.createDirectories(Path.of("target", "pictures"));
        Files.write(pictures.resolve(name + ".png"), driver.getScreenshotAs(OutputType.BYTES));
    }

    @Override
    public void close() {
        driver.quit();
    }
}
