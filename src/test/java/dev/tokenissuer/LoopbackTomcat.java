package dev.tokenissuer;

import java.net.InetAddress;

import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;

/** A web server that nobody beyond this machine reaches. */
final class LoopbackTomcat {

	private LoopbackTomcat() {
	}

	static TomcatServletWebServerFactory on(int port) {
		TomcatServletWebServerFactory tomcat = new TomcatServletWebServerFactory(port);
		tomcat.setAddress(InetAddress.ofLiteral("127.0.0.1"));
		tomcat.setRegisterDefaultServlet(true); // without any servlet no filter is asked
		return tomcat;
	}

}
