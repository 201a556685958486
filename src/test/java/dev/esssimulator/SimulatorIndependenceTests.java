package dev.esssimulator;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import org.junit.jupiter.api.Test;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

class SimulatorIndependenceTests {

	@Test
	void theSimulatorSharesNoCodeWithTheFacade() {
		noClasses().should()
			.dependOnClassesThat()
			.resideInAnyPackage("dev.essfacade..", "com.aliyuncs..", "com.aliyun..", "org.springframework..")
			.because("a witness that shares code with the accused proves nothing")
			.check(new ClassFileImporter().importPackages("dev.esssimulator"));
	}

}
