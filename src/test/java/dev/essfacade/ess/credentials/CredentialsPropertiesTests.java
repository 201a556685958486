package dev.essfacade.ess.credentials;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class CredentialsPropertiesTests {

	@Test
	void blankCountsAsAbsent() {
		assertThat(new CredentialsProperties("id", " ", null).isComplete()).isFalse();
		assertThat(new CredentialsProperties("id", "secret", "").securityToken()).isNull();
		assertThat(new CredentialsProperties("id", "secret", "").isComplete()).isTrue();
	}

	@Test
	void tellsNothingOfItself() {
		assertThat(new CredentialsProperties("the-id", "the-secret", "the-token").toString()).doesNotContain("the-id",
				"the-secret", "the-token");
	}

}
