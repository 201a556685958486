package dev.esssimulator;

import java.lang.annotation.Documented;
import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;

/**
 * A simulated behaviour of ESS, checked or inferred. The README's table lists all
 * behaviours.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Repeatable(Behaviour.List.class)
public @interface Behaviour {

	/** The behaviour, as one clause. */
	String value();

	/** Sources of the behaviour; empty if it is inferred. */
	Source[] checkedAgainst() default {};

	/** Setting in {@link SimulatorSettings} that changes the behaviour. */
	String switchedBy() default "";

	/** Container of repeated annotations. */
	@Documented
	@Retention(RetentionPolicy.RUNTIME)
	@interface List {

		Behaviour[] value();

	}

}
