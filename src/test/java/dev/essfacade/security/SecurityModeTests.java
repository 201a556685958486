package dev.essfacade.security;

import org.junit.jupiter.api.Test;

import org.springframework.mock.env.MockEnvironment;

import static org.assertj.core.api.Assertions.assertThat;

/** The setting {@code facade.security.mode}. */
class SecurityModeTests {

	@Test
	void isOpenOnlyForTheExactValueOpen() {
		assertThat(SecurityMode.isOpen(new MockEnvironment())).isFalse();
		assertThat(SecurityMode.isOpen(new MockEnvironment().withProperty("facade.security.mode", "jwt"))).isFalse();
		assertThat(SecurityMode.isOpen(new MockEnvironment().withProperty("facade.security.mode", "OPEN"))).isFalse();
		assertThat(SecurityMode.isOpen(new MockEnvironment().withProperty("facade.security.mode", "open"))).isTrue();
	}

}
