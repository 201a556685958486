package dev.essfacade.support;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;

import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

import org.springframework.core.io.ClassPathResource;

/** The TLS identity of {@code ess.example}, a host that does not exist in DNS. */
public final class ExampleTls {

	/** The host name of the certificate. */
	public static final String HOST = "ess.example";

	private static final ClassPathResource KEY_STORE = new ClassPathResource("dev/essfacade/ess/elsewhere.p12");

	private static final String PASSWORD = "changeit";

	private ExampleTls() {
	}

	/** Returns the TLS context of a server that identifies itself as the host. */
	public static SSLContext server() {
		try {
			KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
			keys.init(KeyStore.getInstance(KEY_STORE.getFile(), PASSWORD.toCharArray()), PASSWORD.toCharArray());
			SSLContext tls = SSLContext.getInstance("TLS");
			tls.init(keys.getKeyManagers(), null, null);
			return tls;
		}
		catch (GeneralSecurityException | IOException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/** Makes clients that are created from now on trust this identity alone. */
	public static void trust() {
		try {
			System.setProperty("javax.net.ssl.trustStore", KEY_STORE.getFile().getPath());
			System.setProperty("javax.net.ssl.trustStorePassword", PASSWORD);
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/** Restores the trust in the JDK's certificate authorities. */
	public static void restoreTrust() {
		System.clearProperty("javax.net.ssl.trustStore");
		System.clearProperty("javax.net.ssl.trustStorePassword");
	}

}
