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
			.because("only an independent implementation is evidence about the service")
			.check(new ClassFileImporter().importPackages("dev.esssimulator"));
	}

}
