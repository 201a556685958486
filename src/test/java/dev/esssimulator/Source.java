package dev.esssimulator;

/** Source of a simulated behaviour. */
public enum Source {

	/** The API pages of the two detach operations. */
	SEED("seed pages"),

	/** The machine-readable descriptions of the operations. */
	META("API metadata"),

	/** The official documentation. */
	DOC("documentation"),

	/**
	 * The API metadata of version 2022-02-22. The simulator implements version
	 * 2014-08-28.
	 */
	DOC_22("2022-02-22 metadata"),

	/** The source code of the official SDKs. */
	SDK("SDK source"),

	/** Terraform's provider, which runs against the real service. */
	TERRAFORM("Terraform provider"),

	/** Pages and samples of other Aliyun products with the same kind of API gateway. */
	OTHER("other products");

	private final String title;

	Source(String title) {
		this.title = title;
	}

	public String title() {
		return this.title;
	}

}
