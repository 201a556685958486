package dev.essfacade.ess;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

import dev.essfacade.ess.credentials.source.Keys;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/** A peer that cannot prove who it is gets not a byte of a request. */
class TlsTests {

	private static final EssCall<Map<String, Object>> CALL = call();

	@SuppressWarnings("unchecked")
	private static EssCall<Map<String, Object>> call() {
		return EssCall.read("DescribeRegions", "cn-hangzhou", (Class<Map<String, Object>>) (Class<?>) Map.class)
			.build();
	}

	@Test
	void whoDoesNotSpeakTlsGetsAClientHelloAndNothingElse() throws Exception {
		try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
			CompletableFuture<byte[]> seen = CompletableFuture.supplyAsync(() -> firstBytes(server));
			EssException failure = send(server.getLocalPort());
			assertThat(failure.failure()).isEqualTo(EssFailure.NEVER_SENT);
			assertThat(seen.get()[0]).isEqualTo((byte) 22); // a TLS handshake record
		}
	}

	private static byte[] firstBytes(ServerSocket server) {
		try (Socket peer = server.accept(); InputStream in = peer.getInputStream()) {
			byte[] bytes = in.readNBytes(5);
			peer.getOutputStream()
				.write("HTTP/1.1 200 OK\r\n\r\n".getBytes(java.nio.charset.StandardCharsets.US_ASCII));
			return bytes;
		}
		catch (IOException ex) {
			throw new java.io.UncheckedIOException(ex);
		}
	}

	private static EssException send(int port) throws Exception {
		EssProperties settings = Settings.of("ess.endpoint", "https://127.0.0.1:" + port);
		SignedSender sender = new SignedSender(settings);
		try {
			EssEndpoint endpoint = new EssRegions(settings).endpoint("cn-hangzhou");
			return catchThrowableOfType(EssException.class,
					() -> sender.send(CALL, endpoint, new Keys("id", "secret", null, null), Duration.ofSeconds(5)));
		}
		finally {
			sender.destroy();
		}
	}

}
