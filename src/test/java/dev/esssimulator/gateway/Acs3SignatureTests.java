package dev.esssimulator.gateway;

import java.util.Map;
import java.util.TreeMap;

import dev.esssimulator.http.HttpRequest;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class Acs3SignatureTests {

	private static final String SIGNED = "host;x-acs-action;x-acs-content-sha256;x-acs-date;x-acs-signature-nonce;"
			+ "x-acs-version";

	private static final String SIGNATURE = "06563a9e1b43f5dfe96b81484da74bceab24a1d853912eee15083a6f0f3283c0";

	@Test
	void signsTheTestVectorOfTheDocumentation() {
		Signature signature = signatureOf("SignedHeaders=" + SIGNED + ",Signature=" + SIGNATURE, "");
		assertThat(signature.stringToSign())
			.isEqualTo("ACS3-HMAC-SHA256\n" + "7ea06492da5221eba5297e897ce16e55f964061054b7695beedaac1145b1e259");
		assertThat(signature.isMadeWith("YourAccessKeySecret")).isTrue();
		assertThat(signature.isMadeWith("AnotherSecret")).isFalse();
		assertThat(signature.accessKeyId()).isEqualTo("YourAccessKeyId");
	}

	@Test
	void acceptsThePartsInAnyOrder() {
		Signature signature = signatureOf("Signature=" + SIGNATURE + ", SignedHeaders=" + SIGNED, "");
		assertThat(signature.isMadeWith("YourAccessKeySecret")).isTrue();
	}

	@Test
	void rejectsAChangedBody() {
		Signature signature = signatureOf("SignedHeaders=" + SIGNED + ",Signature=" + SIGNATURE, "x");
		assertThat(signature.isMadeWith("YourAccessKeySecret")).isFalse();
	}

	private static Signature signatureOf(String parts, String body) {
		String authorization = "ACS3-HMAC-SHA256 Credential=YourAccessKeyId," + parts;
		Map<String, String> headers = Map.of("host", "ecs.cn-shanghai.aliyuncs.com", "x-acs-action", "RunInstances",
				"x-acs-version", "2014-05-26", "x-acs-date", "2023-10-26T10:22:32Z", "x-acs-signature-nonce",
				"3156853299f313e23d1673dc12e1703d", "x-acs-content-sha256",
				"e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855", "authorization", authorization);
		String target = "/?ImageId=win2019_1809_x64_dtc_zh-cn_40G_alibase_20230811.vhd&RegionId=cn-shanghai";
		HttpRequest request = new HttpRequest("POST", target, new TreeMap<>(headers), body);
		return RpcRequest.of(request).signature();
	}

}
