package dev.essfacade.ess.credentials;

import java.util.Objects;

import com.aliyuncs.auth.AlibabaCloudCredentials;
import com.aliyuncs.auth.AlibabaCloudCredentialsProvider;
import com.aliyuncs.auth.BasicCredentials;
import com.aliyuncs.auth.BasicSessionCredentials;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Hands the configured key pair to the SDK. */
@Configuration(proxyBeanMethods = false)
class CredentialsConfiguration {

	@Bean
	AlibabaCloudCredentialsProvider credentialsProvider(CredentialsProperties configured) {
		AlibabaCloudCredentials credentials = credentials(configured);
		return () -> credentials;
	}

	private static AlibabaCloudCredentials credentials(CredentialsProperties configured) {
		String id = Objects.requireNonNull(configured.accessKeyId());
		String secret = Objects.requireNonNull(configured.accessKeySecret());
		// The SDK sends a token only from exactly this class.
		return (configured.securityToken() != null)
				? new BasicSessionCredentials(id, secret, configured.securityToken())
				: new BasicCredentials(id, secret);
	}

}
