package dev.essfacade;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.UnsynchronizedAppenderBase;
import dev.essfacade.Caller.Answer;
import dev.esssimulator.EssSimulator;
import dev.esssimulator.Fault;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The key pair and the token of the whole test run are canaries. Every answer of every
 * test is searched for them by {@link Caller}; here the log at its most talkative and the
 * metrics are. It runs last, so that the metrics hold what all other tests have left
 * there.
 */
@FacadeTest
@Order(Integer.MAX_VALUE)
class SecretsTests {

	private final EssSimulator ess;

	private final Caller caller;

	private final int managementPort;

	private final LoggerContext logging = (LoggerContext) LoggerFactory.getILoggerFactory();

	private final Listening listening = new Listening();

	SecretsTests(EssSimulator ess, Caller caller, @Value("${local.management.port}") int managementPort) {
		this.ess = ess;
		this.caller = caller;
		this.managementPort = managementPort;
	}

	@BeforeEach
	void everyLoggerTellsAllItKnows() {
		this.listening.setContext(this.logging);
		this.listening.start();
		Logger root = this.logging.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
		root.iteratorForAppenders().forEachRemaining((appender) -> appender.addFilter(new OnlyFromInfo()));
		root.addAppender(this.listening);
		root.setLevel(Level.TRACE);
		this.logging.getLogger("org.apache.hc.client5.http.wire").setLevel(Level.TRACE);
		this.logging.getLogger("com.aliyuncs").setLevel(Level.TRACE);
	}

	@AfterEach
	void quietAgain() {
		Logger root = this.logging.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
		root.setLevel(Level.INFO);
		root.detachAppender(this.listening);
		root.iteratorForAppenders().forEachRemaining(ch.qos.logback.core.Appender::clearAllFilters);
	}

	@Test
	void noSecretIsInTheLogWhateverHappens() {
		this.ess.add(TestGroups.group());
		List<Fault> faults = List.of(Fault.throttled(), Fault.serverError(), Fault.html(), Fault.resetAfterCommit(),
				Fault.hang(), Fault.truncatedErrorInString(), Fault.notHttp(), Fault.error(400, "SignatureDoesNotMatch",
						"server string to sign is:POST&AccessKeyId%3D" + SimulatedEss.KEY.id()));
		for (Fault fault : faults) {
			this.ess.failNext(fault);
			this.caller.post(Caller.ALB_DETACH, TestGroups.ALB_DETACH);
		}
		assertThat(this.listening.heard).isNotEmpty();
		assertThat(this.listening.secrets).isEmpty();
	}

	@Test
	void noSecretIsInAnyPageOfTheManagementPort() {
		Caller management = new Caller(this.managementPort);
		for (String page : List.of("", "/health", "/info", "/prometheus")) {
			assertThat(management.get("/actuator" + page).status()).isEqualTo(200);
		}
		for (String page : List.of("/env", "/configprops", "/beans", "/heapdump", "/threaddump", "/loggers",
				"/mappings", "/httpexchanges", "/shutdown", "/conditions", "/jolokia")) {
			Answer answer = management.get("/actuator" + page);
			assertThat(answer.status()).as(page).isEqualTo(404);
			assertThat(this.caller.get("/actuator" + page).status()).as(page).isEqualTo(404);
		}
	}

	/** Keeps the console readable meanwhile. */
	private static final class OnlyFromInfo extends ch.qos.logback.core.filter.Filter<ILoggingEvent> {

		@Override
		public ch.qos.logback.core.spi.FilterReply decide(ILoggingEvent event) {
			return event.getLevel().isGreaterOrEqual(Level.INFO) ? ch.qos.logback.core.spi.FilterReply.NEUTRAL
					: ch.qos.logback.core.spi.FilterReply.DENY;
		}

	}

	private static final class Listening extends UnsynchronizedAppenderBase<ILoggingEvent> {

		private final List<String> heard = new CopyOnWriteArrayList<>();

		private final List<String> secrets = new CopyOnWriteArrayList<>();

		@Override
		protected void append(ILoggingEvent event) {
			String line = event.getLoggerName() + " " + event.getFormattedMessage() + " " + event.getMDCPropertyMap()
					+ ((event.getThrowableProxy() != null) ? ThrowableProxyUtil.asString(event.getThrowableProxy())
							: "");
			if (this.heard.size() < 10) {
				this.heard.add(line);
			}
			if (Secrets.areIn(line)) {
				this.secrets.add(line);
			}
		}

	}

}
