package dev.esssimulator;

/** An attachment; its identity is the pair of id and port. */
public record AlbServerGroup(String id, int port, int weight) {

	public String target() {
		return this.id + ":" + this.port;
	}

}
