package dev.essfacade.ess;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class EssRegionsTests {

	@Test
	void containsThePublicHosts() {
		EssRegions regions = Settings.regions(Settings.of());
		assertThat(regions.of("cn-hangzhou").endpoint()).isEqualTo(EssEndpoint.https("ess.aliyuncs.com"));
		// The SDK's table maps this region to the central host.
		assertThat(regions.of("cn-chengdu").endpoint()).isEqualTo(EssEndpoint.https("ess.cn-chengdu.aliyuncs.com"));
		assertThat(regions.ids()).hasSize(40);
	}

	@Test
	void servesInsideTheVpcOnlyRegionsThatHaveAHostThere() {
		EssRegions regions = Settings.regions(Settings.of("ess.network", "vpc"));
		assertThat(regions.of("cn-hangzhou").endpoint())
			.isEqualTo(EssEndpoint.https("ess-vpc.cn-hangzhou.aliyuncs.com"));
		assertThat(regions.ids()).doesNotContain("cn-beijing-finance-1", "cn-hangzhou-finance").hasSize(38);
	}

	@Test
	void addsRegionsFromTheSettings() {
		EssRegions regions = Settings.regions(Settings.of("ess.endpoints.cn-hangzhou", "https://a.example:8443",
				"ess.endpoints.cn-new", "https://b.example"));
		assertThat(regions.of("cn-hangzhou").endpoint()).isEqualTo(EssEndpoint.https("a.example:8443"));
		assertThat(regions.of("cn-new").endpoint()).isEqualTo(EssEndpoint.https("b.example"));
	}

	@Test
	void oneEndpointForAllRegionsKeepsTheListOfRegions() {
		EssRegions regions = Settings.regions(Settings.of("ess.endpoint", "http://127.0.0.1:8180"));
		assertThat(regions.ids()).hasSize(40);
		assertThat(regions.of("eu-west-1").endpoint()).isEqualTo(new EssEndpoint("127.0.0.1:8180", false));
	}

	@Test
	void rejectsUnknownRegions() {
		assertThatThrownBy(() -> Settings.regions(Settings.of()).of("cn-nowhere").endpoint())
			.isInstanceOf(UnknownRegionException.class)
			.hasMessageNotContaining("cn-nowhere");
	}

}
