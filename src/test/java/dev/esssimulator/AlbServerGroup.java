package dev.esssimulator;

/** Attachment of an ALB server group. ID and port identify it. */
public record AlbServerGroup(String id, int port, int weight) {

	public String target() {
		return this.id + ":" + this.port;
	}

}
