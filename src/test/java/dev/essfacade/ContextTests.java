package dev.essfacade;

import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.SpringBootTest;

@SpringBootTest
class ContextTests {

	@Test
	void starts() {
	}

}
