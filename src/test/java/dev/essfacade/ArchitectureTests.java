package dev.essfacade;

import java.util.Locale;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.library.GeneralCodingRules;
import com.tngtech.archunit.library.dependencies.SlicesRuleDefinition;
import dev.essfacade.authorization.AuthorizedEssClient;
import dev.essfacade.ess.EssClient;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.stereotype.Service;
import org.springframework.web.bind.annotation.RestController;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.simpleName;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.name;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Rules for the dependencies and names of the service's classes. Each rule states its
 * reason.
 */
class ArchitectureTests {

	private static final String[] SHARED = { "dev.essfacade", "dev.essfacade.ess..", "dev.essfacade.web..",
			"dev.essfacade.authorization..", "dev.essfacade.audit..", "dev.essfacade.security..",
			"dev.essfacade.attachment..", "dev.essfacade.scalingactivity..", "dev.essfacade.scalinggroup.." };

	private final JavaClasses service = new ClassFileImporter().withImportOption(new ImportOption.DoNotIncludeTests())
		.importPackages("dev.essfacade");

	@Test
	void packagesHaveNoCycle() {
		SlicesRuleDefinition.slices()
			.matching("dev.essfacade.(**)")
			.should()
			.beFreeOfCycles()
			.because("packages in a cycle can only be understood together")
			.check(this.service);
	}

	@Test
	void onlyTheEssPackageUsesTheSdk() {
		noClasses().that()
			.resideOutsideOfPackage("dev.essfacade.ess..")
			.should()
			.dependOnClassesThat()
			.resideInAnyPackage("com.aliyuncs..", "org.apache.hc..")
			.because("the SDK can leak secrets and hang; the ess package prevents both")
			.check(this.service);
	}

	@Test
	void theEssPackageDoesNotUseTheWebLayer() {
		noClasses().that()
			.resideInAPackage("dev.essfacade.ess..")
			.should()
			.dependOnClassesThat(describe("belong to the web or another package", ArchitectureTests::isWebOrSlice))
			.because("an ESS call does not depend on its caller")
			.check(this.service);
	}

	private static boolean isWebOrSlice(JavaClass type) {
		String name = type.getPackageName();
		return name.startsWith("org.springframework.web") || name.startsWith("jakarta.servlet")
				|| (name.startsWith("dev.essfacade.") && !name.startsWith("dev.essfacade.ess"));
	}

	@Test
	void slicesUseOnlyThemselvesAndSharedPackages() {
		SlicesRuleDefinition.slices()
			.matching("dev.essfacade.(*)")
			.should()
			.notDependOnEachOther()
			.ignoreDependency(describe("anything", (JavaClass _) -> true),
					JavaClass.Predicates.resideInAnyPackage(SHARED))
			.because("a new operation is a new package and changes no other")
			.check(this.service);
	}

	@Test
	void controllersAndServicesArePackagePrivate() {
		classes().that()
			.areAnnotatedWith(RestController.class)
			.or()
			.areAnnotatedWith(Service.class)
			.should()
			.notBePublic()
			.because("the compiler then enforces the boundary of the package")
			.check(this.service);
	}

	@Test
	void controllersCallEssThroughAService() {
		noClasses().that()
			.areAnnotatedWith(RestController.class)
			.should()
			.dependOnClassesThat(JavaClass.Predicates.belongToAnyOf(EssClient.class, AuthorizedEssClient.class))
			.because("a request passes controller, service and AuthorizedEssClient in this order")
			.check(this.service);
	}

	@Test
	void everyEssCallGoesThroughTheAuthorizedClient() {
		noClasses().that()
			.resideOutsideOfPackages("dev.essfacade.authorization..", "dev.essfacade.ess..")
			.and()
			.doNotHaveSimpleName("ActivityPoller")
			.and()
			.doNotHaveSimpleName("RegionPoller")
			.should()
			.dependOnClassesThat()
			.haveSimpleName("EssClient")
			.because("a call without an access decision and an audit record must be impossible")
			.check(this.service);
	}

	@Test
	void thePollerOfActivitiesCallsEssWithoutACallerOnlyToPoll() {
		noClasses().that()
			.haveSimpleName("ActivityPoller")
			.or()
			.haveSimpleName("RegionPoller")
			.should()
			.callMethodWhere(target(owner(simpleName("EssClient"))).and(not(target(name("poll")))))
			.because("a poll reads for all watchers, and each response is checked against the rights of its caller")
			.check(this.service);
	}

	@Test
	void policyClassesDependOnNoFramework() {
		noClasses().that()
			.resideInAPackage("dev.essfacade.authorization.policy..")
			.should()
			.dependOnClassesThat()
			.resideInAnyPackage("org.springframework..", "jakarta..", "org.slf4j..", "org.yaml..")
			.because("access rules must be readable and testable without a framework")
			.check(this.service);
	}

	@Test
	void collaboratorsAreConstructorParameters() {
		fields().should()
			.notBeAnnotatedWith(Autowired.class)
			.andShould()
			.notBeAnnotatedWith(Value.class)
			.because("the constructor then shows all dependencies of a class")
			.check(this.service);
	}

	@Test
	void noClassWritesToTheStandardStreams() {
		GeneralCodingRules.NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS
			.because("messages belong in the log, where they have a level and a request ID")
			.check(this.service);
	}

	@Test
	void settingsAreRecords() {
		classes().that()
			.areAnnotatedWith(ConfigurationProperties.class)
			.should()
			.beAssignableTo(Record.class)
			.because("settings do not change while the service runs")
			.check(this.service);
	}

	@Test
	void noClassNameEndsInAVagueWord() {
		noClasses().should()
			.haveNameMatching(".*(Impl|Helper|Manager|Util|Utils)$")
			.because("such a name does not describe the purpose of a class")
			.check(this.service);
	}

	@Test
	void noResourceReplacesAFileOfTheSdk() {
		for (String name : new String[] { "endpoints.json", "project.properties", "regions.txt" }) {
			String resource = name.toLowerCase(Locale.ROOT);
			if (EssFacadeApplication.class.getResource("/" + resource) != null
					&& !String.valueOf(EssFacadeApplication.class.getResource("/" + resource)).startsWith("jar:")) {
				throw new AssertionError("The SDK reads " + resource + " from the root by name");
			}
		}
	}

	@Test
	void theRulesCheckTheWholeService() {
		// Without classes to check, every rule would pass.
		assertThat(this.service).hasSizeGreaterThan(100);
	}

}
