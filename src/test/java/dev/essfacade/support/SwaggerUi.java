package dev.essfacade.support;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

import com.microsoft.playwright.BrowserType.LaunchOptions;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.assertions.PlaywrightAssertions;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

/** Swagger UI in a real browser. */
public final class SwaggerUi implements AutoCloseable {

	/** Timeout for a busy build machine. */
	private static final double PATIENCE_IN_MILLIS = 120_000;

	private final Playwright playwright = Playwright
		.create(new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));

	private final Page page = this.playwright.chromium()
		.launch(new LaunchOptions().setExecutablePath(Path.of("/usr/bin/chromium"))
			.setChromiumSandbox(false)
			.setArgs(List.of("--disable-gpu", "--disable-quic", "--disable-background-networking",
					"--disable-component-update", "--disable-sync")))
		.newPage();

	private final List<String> requests = new CopyOnWriteArrayList<>();

	private final List<String> complaints = new CopyOnWriteArrayList<>();

	private SwaggerUi() {
		PlaywrightAssertions.setDefaultAssertionTimeout(PATIENCE_IN_MILLIS);
		this.page.setDefaultTimeout(PATIENCE_IN_MILLIS);
		this.page.setViewportSize(1280, 1600);
		this.page.onRequest((request) -> this.requests.add(request.url()));
		this.page.onConsoleMessage((message) -> {
			if (message.type().equals("error")) {
				this.complaints.add(message.text());
			}
		});
	}

	/** Opens Swagger UI of the service at this URL, which may end in a prefix. */
	public static SwaggerUi at(String service) {
		SwaggerUi opened = new SwaggerUi();
		opened.page.navigate(service + "/swagger-ui.html");
		return opened;
	}

	public Page page() {
		return this.page;
	}

	/** Every URL that the page has requested. */
	public List<String> requests() {
		return this.requests;
	}

	/** Errors that the browser reports, including requests with an error status. */
	public List<String> complaints() {
		return this.complaints;
	}

	/** Opens an operation and executes its example unchanged. */
	public Locator execute(String tag, String operationId, String status) {
		Locator operation = open(tag, operationId);
		press(operation, status);
		return operation;
	}

	public Locator open(String tag, String operationId) {
		Locator operation = this.page.locator("#operations-%s-%s".formatted(tag, operationId));
		operation.locator(".opblock-summary-control").click();
		return operation;
	}

	/** Selects the example with force. */
	public void selectForce(Locator operation) {
		operation.locator(".examples-select-element").first().selectOption("withForce");
	}

	/** Empties the field {@code Prefer}, so that the request does not wait. */
	public void doNotWait(Locator operation) {
		operation.locator("tr[data-param-name=Prefer] input").fill("");
	}

	public void click(Locator operation) {
		operation.locator("button.execute").click();
	}

	public void press(Locator operation, String status) {
		click(operation);
		assertThat(operation.locator(".live-responses-table .response-col_status").nth(1)).containsText(status);
	}

	public Locator answer(Locator operation) {
		return operation.locator(".live-responses-table .response-col_description").nth(1);
	}

	@Override
	public void close() {
		this.playwright.close();
	}

}
