package dev.essfacade.support;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.test.context.ContextConfiguration;

/**
 * A test that calls the running service over HTTP, with a simulated ESS. All such tests
 * share one service and one simulator, which contains only {@link TestGroups#group()} at
 * the start of a test.
 */
@Documented
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
		properties = { SimulatedEss.QUIET, SimulatedEss.FIGURES })
@ContextConfiguration(initializers = SimulatedEss.class)
@ExtendWith(FacadeExtension.class)
public @interface FacadeTest {

}
