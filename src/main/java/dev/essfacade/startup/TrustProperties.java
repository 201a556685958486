package dev.essfacade.startup;

import java.nio.file.Path;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * The CA certificates that the service trusts.
 *
 * @param certificates file with CA certificates in PEM format, which are trusted in
 * addition to those of the JVM; read at start
 */
@ConfigurationProperties("facade.trust")
record TrustProperties(@Nullable Path certificates) {
}
