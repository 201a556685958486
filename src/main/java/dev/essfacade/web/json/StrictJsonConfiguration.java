package dev.essfacade.web.json;

import java.util.Arrays;
import java.util.List;

import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.cfg.CoercionAction;
import tools.jackson.databind.cfg.CoercionInputShape;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.boot.jackson.autoconfigure.JsonMapperBuilderCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Reads JSON to the letter. A detach that was misread is worse than one that was refused,
 * so nothing is guessed, converted or skipped.
 */
@Configuration(proxyBeanMethods = false)
class StrictJsonConfiguration {

	private static final int DEEPEST = 16;

	@Bean
	JsonMapper.Builder jsonMapperBuilder(List<JsonMapperBuilderCustomizer> customizers) {
		JsonMapper.Builder builder = JsonMapper.builder(new NullRejectingJsonFactory(DEEPEST));
		customizers.forEach((customizer) -> customizer.customize(builder));
		return builder;
	}

	@Bean
	JsonMapperBuilderCustomizer nothingIsGuessed() {
		return (json) -> json.enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
			.enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
			.enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
			.disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
			.disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
			.withCoercionConfigDefaults((coercion) -> Arrays.stream(CoercionInputShape.values())
				.forEach((shape) -> coercion.setCoercion(shape, CoercionAction.Fail)));
	}

}
