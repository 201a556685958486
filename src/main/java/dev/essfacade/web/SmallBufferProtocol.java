package dev.essfacade.web;

import org.apache.coyote.http11.Http11NioProtocol;

/**
 * HTTP/1.1 with small buffers. A request that waits, or an event stream, holds the
 * buffers of its connection all the time: 50 KiB less than with the sizes of Tomcat.
 * Messages may be longer than the buffers. Tomcat loads this class by its name.
 */
public final class SmallBufferProtocol extends Http11NioProtocol {

	/** Most responses, and their headers, fit. In bytes. */
	private static final int RESPONSE = 2048;

	/** Tomcat reads into the buffer of the headers directly. In bytes. */
	private static final int READ = 1024;

	/** Nobody needs trailers. In bytes. */
	private static final int TRAILERS = 1024;

	/** Creates the protocol. */
	public SmallBufferProtocol() {
		setMaxTrailerSize(TRAILERS);
		getEndpoint().getSocketProperties().setAppReadBufSize(READ);
		getEndpoint().getSocketProperties().setAppWriteBufSize(2 * RESPONSE);
	}

	@Override
	public int getDesiredBufferSize() {
		return RESPONSE;
	}

}
