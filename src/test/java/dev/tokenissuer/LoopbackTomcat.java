package dev.tokenissuer;

import java.net.InetAddress;

import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;

/** Binds the web server to the loopback address. */
final class LoopbackTomcat {

	private LoopbackTomcat() {
	}

	static TomcatServletWebServerFactory on(int port) {
		TomcatServletWebServerFactory tomcat = new TomcatServletWebServerFactory(port);
		tomcat.setAddress(InetAddress.ofLiteral("127.0.0.1"));
		tomcat.setRegisterDefaultServlet(true); // filters run only if a servlet exists
		return tomcat;
	}

}
