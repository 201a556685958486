/** The network between a client and a server, at its worst. */
@NullMarked
package dev.esssimulator.proxy;

import org.jspecify.annotations.NullMarked;
