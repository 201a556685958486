package dev.essfacade.security;

import org.junit.jupiter.api.Test;

import org.springframework.mock.env.MockEnvironment;

import static org.assertj.core.api.Assertions.assertThat;

/** Open is what is called so, and nothing else. */
class SecurityModeTests {

	@Test
	void whereOpenIsNotSaidTokensAreAskedFor() {
		assertThat(SecurityMode.isOpen(new MockEnvironment())).isFalse();
		assertThat(SecurityMode.isOpen(new MockEnvironment().withProperty("facade.security.mode", "jwt"))).isFalse();
		assertThat(SecurityMode.isOpen(new MockEnvironment().withProperty("facade.security.mode", "OPEN"))).isFalse();
		assertThat(SecurityMode.isOpen(new MockEnvironment().withProperty("facade.security.mode", "open"))).isTrue();
	}

}
