package dev.esssimulator;

import java.util.List;

/** Regions with an ESS endpoint in the API metadata of 2026-04-21. */
final class Regions {

	static final List<String> ALL = List.of("ap-northeast-1", "ap-northeast-2", "ap-south-1", "ap-southeast-1",
			"ap-southeast-2", "ap-southeast-3", "ap-southeast-5", "ap-southeast-6", "ap-southeast-7", "cn-beijing",
			"cn-beijing-finance-1", "cn-chengdu", "cn-fuzhou", "cn-guangzhou", "cn-hangzhou", "cn-hangzhou-finance",
			"cn-heyuan", "cn-heyuan-acdr-1", "cn-hongkong", "cn-huhehaote", "cn-nanjing", "cn-north-2-gov-1",
			"cn-qingdao", "cn-shanghai", "cn-shanghai-finance-1", "cn-shenzhen", "cn-shenzhen-finance-1", "cn-wuhan-lr",
			"cn-wulanchabu", "cn-zhangjiakou", "cn-zhengzhou-jva", "cn-zhongwei", "eu-central-1", "eu-west-1",
			"me-central-1", "me-east-1", "na-south-1", "us-east-1", "us-southeast-1", "us-west-1");

	private Regions() {
	}

}
