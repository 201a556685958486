package dev.essfacade.ess.http;

import org.apache.hc.client5.http.HttpRoute;
import org.apache.hc.client5.http.RouteInfo.LayerType;
import org.apache.hc.client5.http.RouteInfo.TunnelType;
import org.apache.hc.client5.http.auth.UsernamePasswordCredentials;
import org.apache.hc.client5.http.impl.DefaultSchemePortResolver;
import org.apache.hc.client5.http.impl.auth.BasicScheme;
import org.apache.hc.client5.http.routing.RoutingSupport;
import org.apache.hc.client5.http.protocol.HttpClientContext;
import org.apache.hc.client5.http.routing.HttpRoutePlanner;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.URIScheme;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.jspecify.annotations.Nullable;

/**
 * Routes requests through a CONNECT tunnel of the egress proxy. Plain http uses a tunnel
 * as well. An error of the proxy can therefore not be mistaken for a response of the
 * host.
 */
final class EgressRoutePlanner implements HttpRoutePlanner {

	private final EgressProxyProperties settings;

	private final @Nullable HttpHost proxy;

	private final @Nullable UsernamePasswordCredentials credentials;

	EgressRoutePlanner(EgressProxyProperties settings) {
		this.settings = settings;
		this.proxy = settings.proxy();
		this.credentials = settings.credentials();
	}

	@Override
	public HttpRoute determineRoute(HttpHost requested, HttpContext context) throws HttpException {
		HttpHost host = RoutingSupport.normalize(requested, DefaultSchemePortResolver.INSTANCE);
		boolean tls = URIScheme.HTTPS.same(host.getSchemeName());
		if (this.proxy == null || this.settings.bypasses(host.getHostName(), host.getPort())) {
			return new HttpRoute(host, null, tls);
		}
		if (this.credentials != null) {
			BasicScheme basic = new BasicScheme();
			basic.initPreemptive(this.credentials);
			HttpClientContext.cast(context).getAuthExchange(this.proxy).select(basic);
		}
		return new HttpRoute(host, null, this.proxy, tls, TunnelType.TUNNELLED,
				tls ? LayerType.LAYERED : LayerType.PLAIN);
	}

}
