package dev.essfacade.web;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.util.InvalidMimeTypeException;
import org.springframework.util.MimeType;
import org.springframework.util.MimeTypeUtils;
import org.springframework.web.HttpMediaTypeNotAcceptableException;
import org.springframework.web.accept.ContentNegotiationStrategy;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.servlet.config.annotation.ContentNegotiationConfigurer;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/**
 * Ignores all parameters of {@code Accept} except {@code q}, so that JSON is always
 * written as UTF-8. Otherwise Spring would copy the charset of {@code Accept} into
 * {@code Content-Type}. Writing the response could then fail after ESS has executed the
 * call.
 */
@Configuration(proxyBeanMethods = false)
public class MediaTypeConfiguration implements WebMvcConfigurer {

	private static final Pattern QUALITY = Pattern.compile(";\\s*q=([01](?:\\.\\d{1,3})?)\\s*(?:;|$)");

	private static final Map<String, List<MediaType>> COMMON = Map.of("",
			ContentNegotiationStrategy.MEDIA_TYPE_ALL_LIST, MediaType.ALL_VALUE,
			ContentNegotiationStrategy.MEDIA_TYPE_ALL_LIST, MediaType.APPLICATION_JSON_VALUE,
			List.of(MediaType.APPLICATION_JSON));

	@Override
	public void configureContentNegotiation(ContentNegotiationConfigurer configurer) {
		configurer.strategies(List.of(MediaTypeConfiguration::accepted));
	}

	/** Returns whether a request accepts a media type and prefers it to another one. */
	public static boolean prefers(NativeWebRequest request, MediaType type, MediaType other)
			throws HttpMediaTypeNotAcceptableException {
		return accepted(request).stream()
			.filter((range) -> range.includes(type) || range.includes(other))
			.findFirst()
			.filter((range) -> !range.includes(other))
			.isPresent();
	}

	private static List<MediaType> accepted(NativeWebRequest request) throws HttpMediaTypeNotAcceptableException {
		String[] values = Objects.requireNonNullElse(request.getHeaderValues(HttpHeaders.ACCEPT), new String[0]);
		String accept = (values.length == 1) ? values[0].strip()
				: Arrays.stream(values).filter((value) -> !value.isBlank()).collect(Collectors.joining(","));
		@Nullable List<MediaType> common = COMMON.get(accept);
		return (common != null) ? common : parsed(accept);
	}

	private static List<MediaType> parsed(String accept) throws HttpMediaTypeNotAcceptableException {
		try {
			List<MediaType> accepted = MimeTypeUtils.tokenize(accept)
				.stream()
				.map(MediaTypeConfiguration::withoutParameters)
				.filter((type) -> type.getQualityValue() > 0)
				.collect(Collectors.toList());
			MimeTypeUtils.sortBySpecificity(accepted);
			if (!accepted.isEmpty()) {
				return accepted;
			}
		}
		catch (InvalidMimeTypeException _) {
			// A malformed Accept causes 406, like a type that cannot be produced.
		}
		throw new HttpMediaTypeNotAcceptableException("No acceptable media type");
	}

	private static MediaType withoutParameters(String range) {
		MediaType type = MediaType.asMediaType(MimeType.valueOf(range.split(";", 2)[0].strip()));
		Matcher quality = QUALITY.matcher(range);
		return quality.find()
				? new MediaType(type.getType(), type.getSubtype(), Math.min(1, Double.parseDouble(quality.group(1))))
				: type;
	}

}
