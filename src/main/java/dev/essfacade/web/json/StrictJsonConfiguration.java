package dev.essfacade.web.json;

import java.util.Arrays;
import java.util.List;

import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.cfg.CoercionAction;
import tools.jackson.databind.cfg.CoercionInputShape;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.boot.http.converter.autoconfigure.ServerHttpMessageConvertersCustomizer;
import org.springframework.boot.jackson.autoconfigure.JsonMapperBuilderCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/**
 * Strict JSON: nothing is guessed, converted or skipped, and the work per body is
 * bounded. A misread detach is worse than a rejected detach.
 */
@Configuration(proxyBeanMethods = false)
class StrictJsonConfiguration {

	/** A request with a hundred server groups and all fields has about 900 tokens. */
	private static final int MAX_TOKENS = 2_000;

	private static final int MAX_NESTING = 16;

	private static final int MAX_NUMBER_LENGTH = 50;

	@Bean
	JsonMapper.Builder jsonMapperBuilder(List<JsonMapperBuilderCustomizer> customizers) {
		JsonMapper.Builder builder = JsonMapper.builder(new NullRejectingJsonFactory(StreamReadConstraints.builder()
			.maxTokenCount(MAX_TOKENS)
			.maxNestingDepth(MAX_NESTING)
			.maxNumberLength(MAX_NUMBER_LENGTH)
			.build()));
		customizers.forEach((customizer) -> customizer.customize(builder));
		return builder;
	}

	@Bean
	JsonMapperBuilderCustomizer strictness() {
		return (json) -> json.enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
			.enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
			.enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
			.disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
			.disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
			.withCoercionConfigDefaults((coercion) -> Arrays.stream(CoercionInputShape.values())
				.forEach((shape) -> coercion.setCoercion(shape, CoercionAction.Fail)));
	}

	@Bean
	@Order(Ordered.LOWEST_PRECEDENCE) // replaces the converter of Boot
	ServerHttpMessageConvertersCustomizer boundedJson(JsonMapper json) {
		return (converters) -> converters.withJsonConverter(new BoundedJsonConverter(json, System::nanoTime));
	}

}
