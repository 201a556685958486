package dev.essfacade.startup;

import java.util.Locale;
import java.util.stream.Stream;

import dev.essfacade.EssFacadeApplication;
import dev.essfacade.support.StartedFacade;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Settings that can contain a secret, with invalid values. */
@ExtendWith(OutputCaptureExtension.class)
class SecretSettingsTests {

	@AfterEach
	void forgetLogSettings() {
		StartedFacade.forgetLogSettings();
	}

	@ParameterizedTest // R8, R12
	@CsvSource({ "facade.egress-proxy.url=https://user:hush@proxy.example:3128, FACADE_EGRESS_PROXY_URL",
			"HTTPS_PROXY=socks5://user:hush@proxy.example:1080, HTTPS_PROXY",
			"https_proxy=http://user:hush@proxy.example, HTTPS_PROXY",
			"ess.credentials.access-key-id=hush hush, ALIBABA_CLOUD_ACCESS_KEY_ID",
			"ess.credentials.access-key-secret=hush\thush, ALIBABA_CLOUD_ACCESS_KEY_SECRET",
			"ALIBABA_CLOUD_ACCESS_KEY_SECRET=hush hush, ALIBABA_CLOUD_ACCESS_KEY_SECRET",
			"ess.credentials.security-token=hush hush, ALIBABA_CLOUD_SECURITY_TOKEN" })
	void stopTheStartAndAreNamedButNotQuoted(String setting, String variable, CapturedOutput output) {
		String[] arguments = Stream.of(StartedFacade.arguments())
			.filter((argument) -> !isOfVariable(argument, variable))
			.toArray(String[]::new);
		String[] all = Stream.concat(Stream.of(arguments), Stream.of("--" + setting)).toArray(String[]::new);
		assertThatThrownBy(() -> SpringApplication.run(EssFacadeApplication.class, all).close()).isNotNull();
		assertThat(output).contains("APPLICATION FAILED TO START", variable).doesNotContain("hush", "\tat ");
	}

	/** Whether an argument sets the property that belongs to an environment variable. */
	private static boolean isOfVariable(String argument, String variable) {
		String property = variable.replace("ALIBABA_CLOUD_", "").toLowerCase(Locale.ROOT).replace('_', '-');
		return argument.startsWith("--ess.credentials." + property + "=");
	}

}
