package dev.essfacade.audit;

import java.time.Instant;
import java.util.Map;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

import static org.assertj.core.api.Assertions.assertThat;

/** Audit records in plain and structured logs. */
class AuditLogOutputTests {

	private static final AuditRecord RECORD = AuditRecord.at(Instant.EPOCH)
		.with("message", "told")
		.with("event.kind", "event")
		.with("user.id", "ann");

	private final Logger logger = (Logger) LoggerFactory.getLogger("audit");

	private final Heard heard = new Heard();

	@BeforeEach
	void attach() {
		this.heard.start();
		this.logger.addAppender(this.heard);
	}

	@AfterEach
	void detach() {
		this.logger.detachAppender(this.heard);
		MDC.clear();
	}

	@Test
	void writesTheWholeRecordIntoAPlainLine() {
		new AuditLogOutput(false).write(RECORD);
		assertThat(this.heard.message).isEqualTo(RECORD.json());
		assertThat(this.heard.fields).isEqualTo("null");
	}

	@Test
	void writesFieldsIntoAStructuredLine() {
		new AuditLogOutput(true).write(RECORD);
		assertThat(this.heard.message).isEqualTo("told");
		assertThat(this.heard.fields).isEqualTo("[event=\"{kind=event}\", user=\"{id=ann}\"]");
		assertThat(MDC.getCopyOfContextMap()).isNullOrEmpty();
	}

	@Test
	void removesMdcEntriesWithTheNameOfAField() {
		Map<String, String> all = Map.of("user.id", "ann", "event", "baggage", "users.id", "stays", "requestId", "r");
		MDC.setContextMap(all);
		new AuditLogOutput(true).write(RECORD);
		assertThat(this.heard.around).isEqualTo(Map.of("users.id", "stays", "requestId", "r"));
		assertThat(MDC.getCopyOfContextMap()).isEqualTo(all);
		new AuditLogOutput(false).write(RECORD);
		assertThat(this.heard.around).isEqualTo(all);
	}

	/** Appender that stores the last line, and the MDC at the time of the write. */
	private static final class Heard extends AppenderBase<ILoggingEvent> {

		private @Nullable String message;

		private @Nullable String fields;

		private @Nullable Map<String, String> around;

		@Override
		protected void append(ILoggingEvent line) {
			this.message = line.getFormattedMessage();
			this.fields = String.valueOf(line.getKeyValuePairs());
			this.around = line.getMDCPropertyMap();
		}

	}

}
