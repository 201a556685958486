package dev.essfacade.chart;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;

/** The strict parser accepts a valid object and rejects it with each planted error. */
class StrictKubernetesTests {

	private static final String DEPLOYMENT = """
			apiVersion: apps/v1
			kind: Deployment
			metadata:
			  name: a
			  labels: {one: "1"}
			spec:
			  replicas: 2
			  template:
			    spec:
			      containers:
			        - name: service
			          image: "a:1"
			          env: [{name: A, value: "b"}]
			          ports: [{name: http, containerPort: 8080}]
			          securityContext: {readOnlyRootFilesystem: true}
			""";

	@Test
	void acceptsAValidObject() {
		assertThatNoException().isThrownBy(() -> Manifests.parse(DEPLOYMENT));
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			readOnlyRootFilesystem | readOnlyRootFileSystem
			replicas: 2            | replicas: two
			replicas: 2            | replicas: "2"
			containerPort: 8080    | containerPort: http
			"a:1"                  | 1
			one: "1"               | one: 1
			one: "1"               | one: on
			value: "b"             | value: 8080
			name: a                | name: true
			containers:            | container:
			Filesystem: true       | Filesystem: "true"
			apps/v1                | apps/v2
			replicas: 2            | template: {}
			""")
	void rejectsAnInvalidObject(String right, String wrong) {
		assertThatExceptionOfType(Throwable.class)
			.isThrownBy(() -> Manifests.parse(DEPLOYMENT.replaceFirst(java.util.regex.Pattern.quote(right), wrong)));
	}

}
