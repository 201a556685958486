package dev.essfacade.contract;

import java.util.Locale;

import dev.essfacade.support.Caller;
import dev.essfacade.support.Caller.Answer;
import dev.essfacade.support.StartedFacade;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** Problems are in the caller's language, English or Simplified Chinese. */
class LanguageTests {

	private static final String BROKEN = "{\"albServerGroups\": [{\"albServerGroupId\": \"sgp-1\", \"port\": 0}]}";

	private static final String[] ENGLISH = { "en", "de", "fr;q=0.5", "de, en, zh", "*", "en-GB;q=0.9, zh;q=0.8" };

	private static final String[] CHINESE = { "zh", "zh-CN", "zh-Hans", "zh-TW", "zh-CN,zh;q=0.9,en;q=0.8",
			"de, zh;q=0.5, en;q=0.1" };

	@ParameterizedTest
	@ValueSource(strings = { "zh-CN", "de" })
	void theLanguageDependsOnTheCallerAndNotOnTheMachine(String machine) {
		Locale locale = Locale.getDefault();
		Locale.setDefault(Locale.forLanguageTag(machine));
		try (StartedFacade service = StartedFacade.with()) {
			isEnglish(service.caller());
			for (String language : ENGLISH) {
				isEnglish(service.caller(), "Accept-Language", language);
			}
			for (String language : CHINESE) {
				isChinese(service.caller(), "Accept-Language", language);
			}
			filterAndContainerUse(service.caller());
		}
		finally {
			Locale.setDefault(locale);
		}
	}

	private static void isEnglish(Caller caller, String... headers) {
		Answer body = caller.post(Caller.ALB_DETACH, BROKEN, headers);
		assertThat(body.field("code")).isEqualTo("invalid-request");
		assertThat(body.field("title")).isEqualTo("The request is invalid");
		assertThat(body.field("detail")).isEqualTo("#/albServerGroups/0/port: must be greater than or equal to 1. "
				+ "Nothing was executed. Correct the parts that are listed in errors.");
		assertThat(body.header("Content-Language")).isEqualTo("en");
		Answer query = caller.get(Caller.ACTIVITY + "?since=-1", headers);
		assertThat(query.field("detail"))
			.isEqualTo("since: must be greater than or equal to 0. Correct the parts that are listed in errors.");
	}

	private static void isChinese(Caller caller, String... headers) {
		Answer body = caller.post(Caller.ALB_DETACH, BROKEN, headers);
		assertThat(body.field("code")).isEqualTo("invalid-request");
		assertThat(body.field("title")).isEqualTo("请求无效");
		assertThat(body.field("detail")).isEqualTo("#/albServerGroups/0/port：必须大于或等于 1。未执行任何操作。请更正 errors 中列出的部分。");
		assertThat(body.json().at("/errors/0/detail").asString()).isEqualTo("必须大于或等于 1");
		assertThat(body.header("Content-Language")).isEqualTo("zh-Hans");
		Answer query = caller.get(Caller.ACTIVITY + "?since=-1", headers);
		assertThat(query.field("detail")).isEqualTo("since：必须大于或等于 0。请更正 errors 中列出的部分。");
	}

	/** A filter answers the first request, and Tomcat's connector the second. */
	private static void filterAndContainerUse(Caller caller) {
		assertThat(caller.raw("""
				GET /api/v1/regions HTTP/1.1\r
				Host: evil.example\r
				Accept-Language: zh-CN\r
				Connection: close\r
				\r
				""")).contains("421", "\"title\":\"本服务不以该主机名提供服务\"", "Content-Language: zh-Hans", "Accept-Language");
		assertThat(caller.raw("""
				GET /api%2Fv1 HTTP/1.1\r
				Host: 127.0.0.1\r
				Accept-Language: zh-CN\r
				Connection: close\r
				\r
				""")).contains("400", "\"detail\":\"请求行或某个请求头格式错误。请检查", "Content-Language: zh-Hans", "Accept-Language");
	}

	@Test
	void theConnectorsProblemIsInEnglishByDefault() {
		try (StartedFacade service = StartedFacade.with()) {
			assertThat(service.caller().raw("POST /api%2Fv1 HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n"))
				.contains(
						"\"detail\":\"The request line or a header is malformed. Nothing was executed. Check the path",
						"Content-Language: en");
			assertThat(service.caller().raw("BROKEN\u0001 \r\n\r\n")).contains("400", "malformed",
					"Content-Language: en");
		}
	}

}
