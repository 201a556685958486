/**
 * Outgoing HTTP: the SDK's HTTP plug-in, the client for unsigned requests, and the egress
 * proxy, with limits on time and size.
 */
@NullMarked
package dev.essfacade.ess.http;

import org.jspecify.annotations.NullMarked;
