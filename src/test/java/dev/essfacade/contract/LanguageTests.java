package dev.essfacade.contract;

import java.util.Locale;

import dev.essfacade.support.Caller;
import dev.essfacade.support.Caller.Answer;
import dev.essfacade.support.StartedFacade;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/** Every problem document is in English. */
class LanguageTests {

	private static final String BROKEN = "{\"albServerGroups\": [{\"albServerGroupId\": \"sgp-1\", \"port\": 0}]}";

	@ParameterizedTest
	@CsvSource({ "zh-CN, de", "zh-CN, zh-CN", "zh-TW, fr;q=0.5", "zh-CN, ", "de, en" })
	void aProblemIsInEnglishForEveryLocale(String machine, String caller) {
		Locale locale = Locale.getDefault();
		Locale.setDefault(Locale.forLanguageTag(machine));
		try (StartedFacade service = StartedFacade.with()) {
			String[] headers = (caller != null) ? new String[] { "Accept-Language", caller } : new String[0];
			Answer body = service.caller().post(Caller.ALB_DETACH, BROKEN, headers);
			assertThat(body.field("detail")).isEqualTo("#/albServerGroups/0/port: must be greater than or equal to 1");
			Answer query = service.caller().get(Caller.ACTIVITY + "?since=-1", headers);
			assertThat(query.field("detail")).isEqualTo("since: must be greater than or equal to 0");
		}
		finally {
			Locale.setDefault(locale);
		}
	}

}
