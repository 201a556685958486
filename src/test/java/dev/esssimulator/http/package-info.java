/** HTTP as bytes on a socket, so that a response can have any fault. */
@NullMarked
package dev.esssimulator.http;

import org.jspecify.annotations.NullMarked;
