package dev.essfacade.web;

import org.apache.coyote.http11.Http11NioProtocol;

/**
 * HTTP/1.1 with small buffers. A waiting request and an event stream keep the buffers of
 * their connection. With Tomcat's default sizes, each connection would use 50 KiB more.
 * Bodies can be longer than the buffers. Tomcat creates this class by its name.
 */
public final class SmallBufferProtocol extends Http11NioProtocol {

	/** Bytes of a response body that are collected before they are written. */
	private static final int RESPONSE_BUFFER = 2048;

	/** Bytes that one read of the socket returns at most, enough for a usual request. */
	private static final int READ_BUFFER = 2048;

	/** Bytes of one write to the socket, enough for a usual response with its headers. */
	private static final int WRITE_BUFFER = 4096;

	/** Maximum size of trailers in bytes; longer ones are rejected. Clients send none. */
	private static final int MAX_TRAILERS = 1024;

	/** Creates the protocol. */
	public SmallBufferProtocol() {
		setMaxTrailerSize(MAX_TRAILERS);
		getEndpoint().getSocketProperties().setAppReadBufSize(READ_BUFFER);
		getEndpoint().getSocketProperties().setAppWriteBufSize(WRITE_BUFFER);
	}

	@Override
	public int getDesiredBufferSize() {
		return RESPONSE_BUFFER;
	}

}
