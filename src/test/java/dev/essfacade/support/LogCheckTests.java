package dev.essfacade.support;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.core.status.ErrorStatus;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** The check that runs after each test class. */
class LogCheckTests {

	@BeforeEach
	void capture() {
		LogCapture.listen();
	}

	@Test
	void failsOnceIfALineContainsASecret() {
		LoggerFactory.getLogger("any.logger").trace("quotes {}", SimulatedEss.KEY.secret());
		assertThatThrownBy(LogCheck::check).isInstanceOf(AssertionError.class).hasMessageContaining("any.logger");
		assertThatCode(LogCheck::check).doesNotThrowAnyException();
	}

	@Test
	void failsOnceIfALineWasLost() {
		((LoggerContext) LoggerFactory.getILoggerFactory()).getStatusManager()
			.add(new ErrorStatus("Appender [CONSOLE] failed to append.", this));
		assertThatThrownBy(LogCheck::check).isInstanceOf(AssertionError.class).hasMessageContaining("failed to append");
		assertThatCode(LogCheck::check).doesNotThrowAnyException();
	}

}
