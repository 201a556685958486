package dev.esssimulator;

import java.lang.annotation.Documented;
import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;

/**
 * One thing that the simulator does as the real service does it, or is believed to. The
 * README's table is the list of these.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Repeatable(Behaviour.List.class)
public @interface Behaviour {

	/** What it does, in one clause. */
	String value();

	/** What that was checked against; none when it is only inferred. */
	Source[] checkedAgainst() default {};

	/** The setting that makes it otherwise, as in {@link SimulatorSettings}. */
	String switchedBy() default "";

	/** Several on one element. */
	@Documented
	@Retention(RetentionPolicy.RUNTIME)
	@interface List {

		Behaviour[] value();

	}

}
