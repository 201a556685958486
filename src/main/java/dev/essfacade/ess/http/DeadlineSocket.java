package dev.essfacade.ess.http;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.SocketException;

/**
 * A socket that connects and reads within the time limit of the current {@link Exchange}.
 * The limit also covers a TLS layer above the socket. If the socket's own timeout is
 * shorter, that timeout applies.
 */
final class DeadlineSocket extends Socket {

	/** Longest wait of one read; 0 means no limit, as for every socket. */
	private int timeout;

	@Override
	public void connect(SocketAddress address, int millis) throws IOException {
		super.connect(address, Exchange.limited(millis));
	}

	@Override
	public void setSoTimeout(int millis) throws SocketException {
		this.timeout = millis;
		super.setSoTimeout(millis);
	}

	@Override
	public int getSoTimeout() {
		return this.timeout;
	}

	@Override
	public InputStream getInputStream() throws IOException {
		return new FilterInputStream(super.getInputStream()) {

			@Override
			public int read() throws IOException {
				limitRead();
				return super.read();
			}

			@Override
			public int read(byte[] buffer, int offset, int length) throws IOException {
				limitRead();
				return super.read(buffer, offset, length);
			}

		};
	}

	private void limitRead() throws IOException {
		super.setSoTimeout(Exchange.limited(this.timeout));
	}

}
