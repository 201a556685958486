/** Network faults between a client and a server. */
@NullMarked
package dev.esssimulator.proxy;

import org.jspecify.annotations.NullMarked;
