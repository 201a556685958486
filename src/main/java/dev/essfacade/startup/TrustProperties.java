package dev.essfacade.startup;

import java.nio.file.Path;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * The CA certificates that the service trusts.
 *
 * @param certificates Adds the CA certificates of a PEM file to those of the JVM. The
 * service reads the file at start.
 */
@ConfigurationProperties("facade.trust")
record TrustProperties(@Nullable Path certificates) {
}
