package dev.esssimulator.gateway;

import java.util.Map;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** Test vectors of the documentation. */
class RpcV1SignatureTests {

	@Test
	void signsTheTestVectorOfTheEssDocumentation() {
		Map<String, String> parameters = Map.of("TimeStamp", "2014-08-15T11:10:07Z", "Format", "xml", "AccessKeyId",
				"testid", "Action", "DescribeScalingGroups", "SignatureMethod", "HMAC-SHA1", "RegionId", "cn-qingdao",
				"SignatureNonce", "1324fd0e-e2bb-4bb1-917c-bd6e437f1710", "SignatureVersion", "1.0", "Version",
				"2014-08-28");
		assertThat(RpcV1Signature.sign("GET", parameters, "testsecret")).isEqualTo("SmhZuLUnXmqxSEZ/GqyiwGqmf+M=");
	}

	@Test
	void signsTheTestVectorOfTheEcsDocumentation() {
		Map<String, String> parameters = Map.of("Timestamp", "2016-02-23T12:46:24Z", "Format", "XML", "AccessKeyId",
				"testid", "Action", "DescribeRegions", "SignatureMethod", "HMAC-SHA1", "SignatureNonce",
				"3ee8c1b8-83d3-44af-a94f-4e0ad82fd6cf", "Version", "2014-05-26", "SignatureVersion", "1.0");
		assertThat(RpcV1Signature.sign("GET", parameters, "testsecret")).isEqualTo("OLeaidS1JvxuMvnyHOwuJ+uX5qY=");
	}

}
