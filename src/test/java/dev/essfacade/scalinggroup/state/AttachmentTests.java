package dev.essfacade.scalinggroup.state;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** The text of an attachment in audit records. */
class AttachmentTests {

	@Test
	void theTextStartsWithTheIdOfTheKind() {
		assertThat(Attachment.albServerGroup("sgp-1", 80, 0).text()).isEqualTo("sgp-1:80=0");
		assertThat(Attachment.serverGroup("sgp-nlb", "NLB", 9000, 10).text()).isEqualTo("sgp-nlb:9000=10");
		assertThat(Attachment.loadBalancer("lb-1", 30).text()).isEqualTo("lb-1=30");
	}

	@Test
	void theTextOfAVServerGroupStartsWithItsLoadBalancer() {
		assertThat(Attachment.vServerGroup("lb-v1", "rsp-1", 80, 50).text()).isEqualTo("lb-v1/rsp-1:80=50");
	}

	@Test
	void theTextOmitsWhatEssDoesNotList() {
		assertThat(Attachment.loadBalancer("lb-1", null).text()).isEqualTo("lb-1");
		assertThat(Attachment.albServerGroup("sgp-1", 80, null).text()).isEqualTo("sgp-1:80");
		assertThat(Attachment.vServerGroup("lb-v1", "rsp-1", null, null).text()).isEqualTo("lb-v1/rsp-1");
	}

}
