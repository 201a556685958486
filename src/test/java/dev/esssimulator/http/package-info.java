/** HTTP as bytes on a socket, so that an answer can also go wrong in every way. */
@NullMarked
package dev.esssimulator.http;

import org.jspecify.annotations.NullMarked;
