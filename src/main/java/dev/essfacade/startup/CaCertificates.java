package dev.essfacade.startup;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;

import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.boot.ssl.pem.PemContent;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * Adds the CA certificates of a PEM file to those of the JVM. The JVM's default trust
 * store, which all TLS clients of the process use, then contains both.
 */
class CaCertificates implements ApplicationContextInitializer<ConfigurableApplicationContext> {

	/**
	 * Password of the trust store, the JDK's default. The trust store contains no secret.
	 */
	private static final String PASSWORD = "changeit";

	@Override
	public void initialize(ConfigurableApplicationContext context) {
		@Nullable Path file = Binder.get(context.getEnvironment())
			.bindOrCreate("facade.trust", TrustProperties.class)
			.certificates();
		if (file != null) {
			trust(file);
		}
	}

	private static void trust(Path file) {
		try {
			List<X509Certificate> certificates = new ArrayList<>(PemContent.load(file).getCertificates());
			certificates.addAll(defaultCertificates());
			System.setProperty("javax.net.ssl.trustStore", write(certificates).toString());
			System.setProperty("javax.net.ssl.trustStorePassword", PASSWORD);
		}
		catch (IOException | GeneralSecurityException | IllegalStateException ex) {
			throw new InvalidConfigurationPropertyValueException("facade.trust.certificates", file,
					"It must be a readable file with CA certificates in PEM format (%s).".formatted(ex.getMessage()));
		}
	}

	private static List<X509Certificate> defaultCertificates() throws GeneralSecurityException {
		TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
		factory.init((KeyStore) null);
		return List.of(((X509TrustManager) factory.getTrustManagers()[0]).getAcceptedIssuers());
	}

	private static Path write(List<X509Certificate> certificates) throws IOException, GeneralSecurityException {
		KeyStore store = KeyStore.getInstance("PKCS12");
		store.load(null, null);
		for (X509Certificate certificate : certificates) {
			store.setCertificateEntry("ca-" + store.size(), certificate);
		}
		Path file = Files.createTempFile("ca-certificates", ".p12");
		file.toFile().deleteOnExit();
		try (OutputStream out = Files.newOutputStream(file)) {
			store.store(out, PASSWORD.toCharArray());
		}
		return file;
	}

}
